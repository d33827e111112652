package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/** What the centre knows of one station, apart from its items. */
final class StationBook {
  /** A staff desk shows the last day; older orders are in the journal. */
  private static final int MOST_ORDERS = 200;

  /** A new journal file is rare: a board was replaced. */
  private static final int MOST_EPOCHS = 64;

  final Address address;

  /** In the order in which we heard of them; the last is the present one. */
  private final LinkedHashMap<String, EpochBook> epochs = new LinkedHashMap<>();

  private final ArrayList<Order> orders = new ArrayList<>();
  private final TreeMap<String, Long> sequences = new TreeMap<>();

  /**
   * Hashes of records that came by way of a later journal: one that comes by itself after all has
   * had its effect.
   */
  private final HashSet<Bytes> salvaged = new HashSet<>();

  /** The last hashes of journals that ended beyond what we had, each with the name of its alarm. */
  private final TreeMap<String, String> awaited = new TreeMap<>();

  final TreeMap<String, String> alarms = new TreeMap<>();
  @Nullable JsonNode state;
  @Nullable JsonNode birth;
  @Nullable JsonNode status;

  StationBook(Address address) {
    this.address = address;
  }

  StationBook copy() {
    var copy = new StationBook(address);
    epochs.forEach((name, book) -> copy.epochs.put(name, book.copy()));
    copy.orders.addAll(orders);
    copy.sequences.putAll(sequences);
    copy.salvaged.addAll(salvaged);
    copy.awaited.putAll(awaited);
    copy.alarms.putAll(alarms);
    copy.state = state;
    copy.birth = birth;
    copy.status = status;
    return copy;
  }

  /** The book of an epoch, begun if it is new; empty where there are too many already. */
  Optional<EpochBook> epoch(String epoch) {
    if (!epochs.containsKey(epoch)) {
      if (epochs.size() >= MOST_EPOCHS) return Optional.empty();
      epochs.put(epoch, new EpochBook(epoch));
    }
    return Optional.of(epochs.get(epoch));
  }

  Optional<EpochBook> known(String epoch) {
    return Optional.ofNullable(epochs.get(epoch));
  }

  List<EpochBook> epochs() {
    return List.copyOf(epochs.values());
  }

  /**
   * Whether some journal of this station brought the record after which the chain had this hash.
   */
  boolean has(long seq, Bytes hash) {
    return salvaged.contains(hash)
        || epochs.values().stream()
            .anyMatch(book -> seq <= book.through() && book.hashAt(seq).equals(hash));
  }

  boolean wasSalvaged(Bytes hash) {
    return salvaged.contains(hash);
  }

  void salvaged(Bytes hash) {
    salvaged.add(hash);
  }

  void awaits(String hash, String alarm) {
    awaited.put(hash, alarm);
  }

  /** The alarm that ends with the arrival of a journal's last record. */
  Optional<String> arrived(String hash) {
    return Optional.ofNullable(awaited.remove(hash));
  }

  /** A will can come after the next state or birth: what an earlier connection says is nothing. */
  void heard(JsonNode said) {
    if (!isBefore(said, birth) && !isBefore(said, state)) state = said;
  }

  /** What a station can do, in the order in which it said so. */
  void reported(JsonNode said) {
    if (status == null || boot(said) >= boot(status)) status = said;
  }

  /**
   * A broker keeps each topic in its order, and not one topic with another: the status that a birth
   * brings is older than any that came by itself since that start.
   */
  void born(JsonNode said) {
    if (isBefore(said, birth)) return;
    birth = said;
    var first = said.get("status");
    if (first != null && (status == null || boot(said) > boot(status))) status = first;
  }

  private static boolean isBefore(JsonNode one, @Nullable JsonNode other) {
    if (other == null || boot(one) > boot(other)) return false;
    return boot(one) < boot(other) || one.path("connect").asLong() < other.path("connect").asLong();
  }

  private static long boot(JsonNode said) {
    return said.path("boot").asLong();
  }

  /** The next number for a key at this station: ours or the station's own, whichever is higher. */
  long nextSequence(String keyId) {
    long next =
        1
            + Math.max(
                sequences.getOrDefault(keyId, 0L),
                Math.max(said(birth, keyId), said(status, keyId)));
    sequences.put(keyId, next);
    return next;
  }

  private static long said(@Nullable JsonNode from, String keyId) {
    if (from == null) return 0;
    var status = from.has("status") ? from.get("status") : from;
    return status.path("sequences").path(keyId).asLong(0);
  }

  void sent(Order order) {
    if (orders.size() >= MOST_ORDERS) orders.removeFirst();
    orders.add(order);
  }

  void answered(String command, Order.Stage stage) {
    for (int i = orders.size() - 1; i >= 0; i--) {
      if (orders.get(i).id().equals(command)) {
        orders.set(i, orders.get(i).with(stage));
        return;
      }
    }
  }

  /** Oldest first. */
  List<Order> orders() {
    return List.copyOf(orders);
  }
}
