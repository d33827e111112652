package org.shuyi.devices.lock;

import java.time.Duration;
import org.shuyi.devices.Driver;

/**
 * The relay in the feed of a board's bolts, as their driver knows it: on for one pulse at a time,
 * and then off until a coil that something holds has rested like any other.
 *
 * <p>A relay of the board that welds, or a board that hangs with its bolt pulled, is so released
 * when the supply drops, whatever its protocol has words for. It is driven again with the next
 * bolt, which is why one pulse follows another only after the cool-down.
 */
final class BoltSupply {
  /** From the wish to its answer: a pin takes a millisecond, a relay on a busy line a poll more. */
  static final long COMES_MILLIS = 170;

  /** A relay's contact has closed and no longer bounces (10 to 20 ms by their books). */
  static final long MAKES_MILLIS = 30;

  /** From our frame to the bolt, and what a board's pulse is longer than it was measured. */
  private static final long TRAVEL_MILLIS = 100;

  /** What a pulse needs besides its own time before its supply must drop. */
  static final Duration LEAD = Duration.ofMillis(COMES_MILLIS + MAKES_MILLIS + TRAVEL_MILLIS);

  /** The same from the time at which it has come. */
  static final Duration USED = Duration.ofMillis(MAKES_MILLIS + TRAVEL_MILLIS);

  /** A relay that feeds them has the same cool-down, and begins it when it hears of the end. */
  private static final long SLACK_MILLIS = 250;

  /** A contact that is polled is believed so much later at the most. */
  private static final long DROPS_MILLIS = 1_000;

  private final BoardConfig config;

  /** When whoever switches it drops it by himself; {@link Driver#NEVER} while nobody wants it. */
  private long longest = Driver.NEVER;

  /** When the pulse that it was wanted for is over. */
  private long over = Driver.NEVER;

  /** Its mirror contact is open: its relay is drawn. */
  private boolean seenOn;

  /** When a relay that nobody wants on has dropped, if it is seen to be on. */
  private long dropsBy = Driver.NEVER;

  private boolean stuck;
  private String absent = "";

  BoltSupply(BoardConfig config) {
    this.config = config;
  }

  /** Whether it may be wanted: off, as far as anybody sees. */
  boolean isReady() {
    return !seenOn && !isWanted();
  }

  /** When to look again whether it may be wanted, while it may not. */
  long readyAt() {
    return Math.min(over, dropsBy);
  }

  boolean isWanted() {
    return longest != Driver.NEVER;
  }

  void wanted(Duration atMost, long now) {
    longest = now + atMost.toMillis();
    over = longest;
  }

  /** Whether a pulse that begins with a frame of now is over before it drops. */
  boolean lasts(long now) {
    return now + TRAVEL_MILLIS + config.pulse().toMillis() <= longest;
  }

  /** A bolt was told to move now. */
  void used(long now) {
    over = Math.min(longest, now + config.pulse().toMillis() + TRAVEL_MILLIS);
    absent = "";
  }

  boolean isOver(long now) {
    return isWanted() && now >= over;
  }

  /** Nobody wants it any more; when a bolt may be pulled again at the earliest. */
  long ended(long now) {
    longest = Driver.NEVER;
    over = Driver.NEVER;
    if (seenOn) dropsBy = now + DROPS_MILLIS;
    return now + config.coolDown().toMillis() + SLACK_MILLIS;
  }

  /** It did not come on. */
  void failed(String why) {
    absent = why;
  }

  void seen(Contact off, long now) {
    seenOn = off == Contact.OPEN;
    dropsBy = seenOn && !isWanted() ? now + DROPS_MILLIS : Driver.NEVER;
    if (off == Contact.CLOSED) stuck = false;
  }

  /** Whether it turns out now that it does not drop. */
  boolean sticksNow(long now) {
    if (now < dropsBy) return false;
    dropsBy = Driver.NEVER;
    stuck = true;
    return true;
  }

  boolean isStuck() {
    return stuck;
  }

  /** What is wrong with it, for people, or empty. */
  String trouble() {
    if (stuck) return "the supply of its bolts does not drop";
    return absent.isEmpty() ? "" : "the supply of its bolts does not come on: " + absent;
  }

  long wakeAt() {
    return readyAt();
  }
}
