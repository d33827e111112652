package org.shuyi.kiosk.kernel.visit;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.TagId;

/** Where one patron's visit to the cabinet stands. Times are ticks. */
public sealed interface Visit {
  /** The attract screen. */
  record Nobody() implements Visit {}

  /** Somebody chose a language before the attract screen, and has tapped no card yet. */
  record Greeted(long until) implements Visit {}

  /** The centre was asked about this patron; silence until {@code until} counts as off line. */
  record Asking(PatronToken patron, Optional<PatronToken> older, long ask, long until)
      implements Visit {}

  /** Somebody was told why they are not served. */
  record TurnedAway(String why, long until) implements Visit {}

  /**
   * A patron is here.
   *
   * @param mayBorrow how many items the patron may borrow in this visit
   * @param touched the tick of the last sign of life
   * @param asked whether "are you still there?" is being asked
   * @param finishing the patron is done; the visit ends when every door is closed and counted
   * @param handed what has changed hands in this visit so far, by tag
   */
  record Inside(
      long number,
      PatronToken patron,
      boolean offline,
      int mayBorrow,
      long touched,
      boolean asked,
      boolean finishing,
      SortedMap<TagId, Handed> handed)
      implements Visit {
    public Inside {
      handed = Collections.unmodifiableSortedMap(new TreeMap<>(handed));
    }

    public int loans() {
      return (int) handed.values().stream().filter(h -> h.kind() == Handed.Kind.LOANED).count();
    }

    public int returns() {
      return (int) handed.values().stream().filter(h -> h.kind() == Handed.Kind.RETURNED).count();
    }

    public Inside touchedAt(long ticks) {
      return new Inside(number, patron, offline, mayBorrow, ticks, false, finishing, handed);
    }

    public Inside askedNow() {
      return new Inside(number, patron, offline, mayBorrow, touched, true, finishing, handed);
    }

    public Inside finishingNow() {
      return new Inside(number, patron, offline, mayBorrow, touched, asked, true, handed);
    }

    /** A further door is wanted: the visit goes on. */
    public Inside stayingAt(long ticks) {
      return new Inside(number, patron, offline, mayBorrow, ticks, false, false, handed);
    }

    public Inside handing(SortedMap<TagId, Handed> all) {
      return new Inside(number, patron, offline, mayBorrow, touched, asked, finishing, all);
    }
  }

  /** The receipt is shown; the next card may be tapped at once. */
  record Leaving(Inside visit, long until) implements Visit {}

  /**
   * An item that changed hands in a visit.
   *
   * @param objections what our rules say against a loan, by commas, or empty
   */
  record Handed(Kind kind, Item item, String objections) {
    /** Which way it went, or that nobody can say. */
    public enum Kind {
      LOANED,
      RETURNED,
      UNCLEAR
    }
  }
}
