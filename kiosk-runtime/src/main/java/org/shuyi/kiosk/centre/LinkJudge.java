package org.shuyi.kiosk.centre;

import java.util.Optional;

/**
 * Says on line or off line after hysteresis (O04): on line after several good checks in a row, and
 * never more than one change in the least time between two, so that a line that flaps does not make
 * the station flap.
 */
final class LinkJudge {
  private final int goodChecks;
  private final long leastBetween;

  private boolean said;
  private int goodInRow;
  private long mayChangeAt = Long.MIN_VALUE;

  LinkJudge(int goodChecks, long leastBetweenMillis) {
    this.goodChecks = goodChecks;
    this.leastBetween = leastBetweenMillis;
  }

  void good() {
    if (goodInRow < goodChecks) goodInRow++;
  }

  void bad() {
    goodInRow = 0;
  }

  /** Whether checks in a row were good, however few. */
  boolean rising() {
    return goodInRow > 0;
  }

  boolean online() {
    return said;
  }

  /** Whether further checks would change anything. */
  boolean satisfied() {
    return goodInRow >= goodChecks;
  }

  /** The change to be told now, if any. */
  Optional<Boolean> change(long now) {
    if (satisfied() == said || now < mayChangeAt) return Optional.empty();
    said = satisfied();
    mayChangeAt = now + leastBetween;
    return Optional.of(said);
  }

  long wakeAt() {
    return satisfied() == said ? Long.MAX_VALUE : mayChangeAt;
  }
}
