package org.shuyi.sim.centre;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the centre believes: where each item is, and what it did not understand.
 *
 * <p>To be compared with the world once every record is applied. For one thread.
 */
public final class CentreBooks {
  /** Librarians look at some dozens a day; the oldest give way. */
  private static final int MOST_CASES = 10_000;

  private final TreeMap<ItemId, Entry> items = new TreeMap<>();
  private final TreeMap<String, ItemId> byTag = new TreeMap<>();
  private final TreeMap<String, TreeSet<ItemId>> byPatron = new TreeMap<>();
  private final TreeSet<ItemId> withdrawn = new TreeSet<>();
  private final ArrayList<Case> cases = new ArrayList<>();
  private long loans;
  private long returns;

  /**
   * One item.
   *
   * @param tag the last tag that was read for it
   * @param station where the last thing happened to it
   * @param at when, by that station's clock
   * @param trusted whether that clock may be believed
   */
  public record Entry(
      ItemId id,
      String tag,
      String title,
      Place place,
      Address station,
      Instant at,
      boolean trusted) {}

  CentreBooks copy() {
    var copy = new CentreBooks();
    copy.items.putAll(items);
    copy.byTag.putAll(byTag);
    byPatron.forEach((patron, held) -> copy.byPatron.put(patron, new TreeSet<>(held)));
    copy.withdrawn.addAll(withdrawn);
    copy.cases.addAll(cases);
    copy.loans = loans;
    copy.returns = returns;
    return copy;
  }

  void enter(Entry entry) {
    var before = items.put(entry.id(), entry);
    if (before != null && before.place() instanceof Place.OnLoan loan) {
      var held = byPatron.get(loan.patron());
      if (held != null) held.remove(entry.id());
    }
    if (entry.place() instanceof Place.OnLoan loan) {
      byPatron.computeIfAbsent(loan.patron(), p -> new TreeSet<>()).add(entry.id());
    }
    byTag.put(entry.tag(), entry.id());
  }

  void note(Case made) {
    if (cases.size() >= MOST_CASES) cases.removeFirst();
    cases.add(made);
  }

  /** From now on no station shall have it: a mouldy copy, or one that another reader waits for. */
  public void withdraw(ItemId id) {
    withdrawn.add(id);
  }

  boolean isWithdrawn(ItemId id) {
    return withdrawn.contains(id);
  }

  void countLoan() {
    loans++;
  }

  void countReturn() {
    returns++;
  }

  public Optional<Entry> find(ItemId id) {
    return Optional.ofNullable(items.get(id));
  }

  Optional<Entry> byTag(String tag) {
    return Optional.ofNullable(byTag.get(tag)).map(items::get);
  }

  public SortedMap<ItemId, Entry> items() {
    return Collections.unmodifiableSortedMap(items);
  }

  /** Items on loan, each with its patron's token. */
  public SortedMap<ItemId, String> loans() {
    var found = new TreeMap<ItemId, String>();
    items.forEach(
        (id, entry) -> {
          if (entry.place() instanceof Place.OnLoan loan) found.put(id, loan.patron());
        });
    return found;
  }

  /** Items on loan to one patron. */
  public SortedSet<ItemId> loansOf(String patron) {
    return Collections.unmodifiableSortedSet(byPatron.getOrDefault(patron, new TreeSet<>()));
  }

  /** Items in a station, each with its door. */
  public SortedMap<ItemId, String> in(Address station) {
    var found = new TreeMap<ItemId, String>();
    items.forEach(
        (id, entry) -> {
          if (entry.place() instanceof Place.InStation(Address where, String door)
              && where.equals(station)) {
            found.put(id, door);
          }
        });
    return found;
  }

  /** Items that neither a patron nor a station nor staff answers for. */
  public List<Entry> unaccounted() {
    return where(
        place ->
            switch (place) {
              case Place.Suspected suspected -> true;
              case Place.Astray astray -> true;
              case Place.OnLoan loan -> false;
              case Place.InStation in -> false;
              case Place.WithStaff staff -> false;
              case Place.InBin bin -> false;
            });
  }

  private List<Entry> where(Predicate<Place> wanted) {
    return items.values().stream().filter(entry -> wanted.test(entry.place())).toList();
  }

  /** Oldest first. */
  public List<Case> cases() {
    return List.copyOf(cases);
  }

  /** Loans applied since the books began. */
  public long loansApplied() {
    return loans;
  }

  /** Returns applied since the books began. */
  public long returnsApplied() {
    return returns;
  }
}
