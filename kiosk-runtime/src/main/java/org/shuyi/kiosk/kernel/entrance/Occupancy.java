package org.shuyi.kiosk.kernel.entrance;

/**
 * How many are inside, as far as a counter knows.
 *
 * @param inside never below 0
 * @param passed since the room was last taken as empty: the counter's usual error grows with it
 * @param doubt how many may have passed unseen besides, either way
 * @param inRow persons who passed one after the other in the same direction: above 0 in, below out
 * @param in persons who came in since the last record of it
 * @param out the same of those who went out
 * @param recordAt the tick at which the next record is due
 * @param lastAt the tick of the last passage
 * @param emptiedOn the day whose quiet hour is done with, from 1970
 * @param lookAt the tick at which the hour is looked at again
 */
public record Occupancy(
    int inside,
    long passed,
    int doubt,
    int inRow,
    int in,
    int out,
    long recordAt,
    long lastAt,
    long emptiedOn,
    long lookAt) {
  /** More than fit into any room: numbers stay readable, whatever a contact does. */
  private static final int MOST = 9_999;

  static Occupancy unknown() {
    return new Occupancy(0, 0, 0, 0, 0, 0, Long.MAX_VALUE, 0, Long.MIN_VALUE, 0);
  }

  /**
   * By how many {@link #inside} may be wrong, either way.
   *
   * @param percent of all passages that the counter may miss
   */
  public int error(int percent) {
    return (int) Math.min(MOST, doubt + (passed * percent + 99) / 100);
  }

  /** Somebody came in. */
  Occupancy entered(long ticks) {
    return new Occupancy(
        Math.min(MOST, inside + 1),
        passed + 1,
        doubt,
        inRow > 0 ? Math.min(MOST, inRow + 1) : 1,
        in + 1,
        out,
        recordAt,
        ticks,
        emptiedOn,
        lookAt);
  }

  /** Somebody went out; where nobody was inside, the counter had missed one. */
  Occupancy left(long ticks) {
    return new Occupancy(
        Math.max(0, inside - 1),
        passed + 1,
        inside == 0 ? Math.min(MOST, doubt + 1) : doubt,
        inRow < 0 ? Math.max(-MOST, inRow - 1) : -1,
        in,
        out + 1,
        recordAt,
        ticks,
        emptiedOn,
        lookAt);
  }

  /** For a while nobody looked: everybody may have gone, and the room may have filled. */
  Occupancy doubted(int limit) {
    int now = Math.max(doubt, Math.max(inside, limit - inside));
    return now == doubt
        ? this
        : new Occupancy(inside, passed, now, inRow, in, out, recordAt, lastAt, emptiedOn, lookAt);
  }

  Occupancy recordedBy(long due) {
    return new Occupancy(inside, passed, doubt, inRow, in, out, due, lastAt, emptiedOn, lookAt);
  }

  Occupancy recorded() {
    return new Occupancy(
        inside, passed, doubt, inRow, 0, 0, Long.MAX_VALUE, lastAt, emptiedOn, lookAt);
  }

  Occupancy emptied(long day) {
    return new Occupancy(0, 0, 0, 0, in, out, recordAt, lastAt, day, lookAt);
  }

  Occupancy lookingAt(long tick) {
    return new Occupancy(inside, passed, doubt, inRow, in, out, recordAt, lastAt, emptiedOn, tick);
  }
}
