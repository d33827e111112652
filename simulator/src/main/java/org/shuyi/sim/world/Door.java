package org.shuyi.sim.world;

/**
 * A door with an electric latch, a spring and a switch.
 *
 * <p>A pull releases the latch. It stays released until the door is opened, or until the latch's
 * own holding time ends (or the pull, if that is longer); then it has snapped in again and the door
 * is as locked as before. A door that is closed snaps in. The switch chatters for some milliseconds
 * after each movement.
 */
final class Door {
  /** How often a chattering switch changes; finer than any poll. */
  private static final int CHATTER_MILLIS = 3;

  final int number;
  final int holdMillis;
  final int bounceMillis;
  boolean open;
  boolean jammed;
  boolean stuckReleased;

  /** How many lie behind it. */
  int books;

  private long releasedUntil = Long.MIN_VALUE;
  private long movedAt = Long.MIN_VALUE / 2;

  Door(int number, int holdMillis, int bounceMillis) {
    this.number = number;
    this.holdMillis = holdMillis;
    this.bounceMillis = bounceMillis;
  }

  void pull(int millis, long now) {
    releasedUntil = now + Math.max(millis, holdMillis);
  }

  void drop(long now) {
    releasedUntil = Math.min(releasedUntil, now);
  }

  boolean released(long now) {
    return stuckReleased || now < releasedUntil;
  }

  /** How long its latch stays drawn by itself; 0 where it does not, or nothing ends it. */
  long latchesIn(long now) {
    return stuckReleased ? 0 : Math.max(0, releasedUntil - now);
  }

  void move(boolean opened, long now) {
    open = opened;
    movedAt = now;
    releasedUntil = Long.MIN_VALUE;
  }

  /** What the switch says, which is not always what is. */
  boolean switchClosed(long now) {
    long since = now - movedAt;
    boolean wrong = since < bounceMillis && since / CHATTER_MILLIS % 2 == 0;
    return open == wrong;
  }
}
