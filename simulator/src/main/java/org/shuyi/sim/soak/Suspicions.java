package org.shuyi.sim.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;

/**
 * Each suspicion from its beginning to its own end, and what ended it: that the station looked
 * again, an inventory that the soak orders before each audit, or a person. Which of them looking
 * could end at all the world says: a book that is out cannot be seen, and what no library wrote
 * cannot be read.
 */
final class Suspicions {
  static final String ALL = "suspicions";
  static final String LOOKED = "suspicions ended by looking again";
  static final String ORDERED = "suspicions ended by an inventory before an audit";
  static final String PERSON = "suspicions ended by a person";
  static final String ONLY_PERSON = "suspicions that only a person could end";
  static final String LEFT_GONE = "suspicions left, gone";
  static final String LEFT_STRANGE = "suspicions left, strange";

  /** Why something is suspect of which nobody knows what it is. */
  private static final Set<String> UNREAD = Set.of("foreign", "unreadable");

  private final VirtualTown town;
  private final Witness witness;
  private final Tally tally;
  private final SortedMap<TagId, Begun> since = new TreeMap<>();
  private final Map<TagId, Long> leftUnreadAt = new HashMap<>();
  private final Map<TagId, End> ends = new HashMap<>();
  private boolean ordered;

  /**
   * @param at when it began, in virtual time
   */
  private record Begun(long at, String why) {}

  /**
   * @param ticks of the turn that ended it
   * @param since how it began
   */
  private record End(long ticks, Begun since, String how, boolean onlyPerson) {}

  Suspicions(VirtualTown town, Witness witness, Tally tally) {
    this.town = town;
    this.witness = witness;
    this.tally = tally;
  }

  /** Whether the soak has ordered an inventory, and nobody has come since. */
  void ordered(boolean before) {
    ordered = before;
  }

  boolean isOpen(TagId tag) {
    return since.containsKey(tag);
  }

  /** A suspicion begins; or goes on elsewhere, where one ended in the same turn. */
  void begins(ShelfFact.BecameSuspect fact, long ticks) {
    TagId tag = fact.tag();
    leftUnreadAt.remove(tag);
    End end = ends.remove(tag);
    if (end != null && end.ticks() == ticks) {
      count(end, -1);
      since.put(tag, end.since());
    } else if (since.putIfAbsent(tag, new Begun(town.time().now(), fact.why())) == null) {
      tally.count(ALL);
    }
  }

  void ends(ShelfFact.SuspicionEnded fact, boolean isThere, long ticks) {
    @Nullable Begun began = since.remove(fact.tag());
    if (began == null) throw new Violation(Promise.CREDIT, "nobody suspected it: " + fact);
    boolean byPerson = fact.how().startsWith("settled");
    boolean wasThere = isThere || witness.wasPutSince(fact.tag(), began.at());
    boolean onlyPerson = byPerson && wasThere == Cast.isStrange(fact.tag());
    var end = new End(ticks, began, byPerson ? PERSON : ordered ? ORDERED : LOOKED, onlyPerson);
    ends.put(fact.tag(), end);
    count(end, 1);
    if (fact.how().equals("gone") && UNREAD.contains(began.why())) {
      leftUnreadAt.put(fact.tag(), town.time().now());
    }
  }

  /** Whether it went, at that time, from a shelf where no count had been able to read it. */
  boolean leftUnread(TagId tag, long takenAt) {
    return leftUnreadAt.getOrDefault(tag, Long.MIN_VALUE) >= takenAt;
  }

  private void count(End end, int times) {
    tally.count(end.how(), times);
    if (end.onlyPerson()) tally.count(ONLY_PERSON, times);
  }

  /** How many of the suspicions of a run looking could end. */
  static long decidable(Tally tally) {
    return tally.of(ALL) - tally.of(ONLY_PERSON) - tally.of(LEFT_GONE) - tally.of(LEFT_STRANGE);
  }

  /** Of a hundred that looking could end, so many the station ended by itself. */
  static double percentByItself(Tally tally) {
    long decidable = decidable(tally) - tally.of(ORDERED);
    return decidable == 0 ? 100 : 100.0 * (double) tally.of(LOOKED) / (double) decidable;
  }
}
