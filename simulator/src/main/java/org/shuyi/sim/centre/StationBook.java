package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /** A will can come after the next birth: what an earlier connection says is nothing. */
  void heard(JsonNode said) {
    var newest = birth == null ? state : birth;
    if (newest == null || !isBefore(said, newest)) state = said;
  }

  private static boolean isBefore(JsonNode one, JsonNode other) {
    long boots = one.path("boot").asLong() - other.path("boot").asLong();
    return boots < 0
        || (boots == 0 && one.path("connect").asLong() < other.path("connect").asLong());
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
