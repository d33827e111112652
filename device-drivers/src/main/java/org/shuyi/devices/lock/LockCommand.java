package org.shuyi.devices.lock;

import java.time.Duration;

/** What a lock board can be asked for. Channels are numbered as on the board's label, from 1. */
public sealed interface LockCommand {
  /**
   * Pull one bolt once. A motion: the driver sends it once and never repeats it by itself; a
   * further {@code Open} of a channel in its cool-down, and one that is not sent within 2 s after
   * it was asked for, is answered {@link Pull#REFUSED}.
   *
   * @param atMost the longest time the bolt may be held; the board or the driver drops it by then
   */
  record Open(int channel, Duration atMost) implements LockCommand {}

  /**
   * Read the board's bits as they are, whatever they mean, and answer {@link LockNotice.Looked}:
   * for the person who proves them at the door.
   */
  record Look() implements LockCommand {}

  /**
   * A person has proven what the bits mean; until the program ends the board is read like this. A
   * board whose configuration says it already stays as it is.
   */
  record Believe(Polarity polarity) implements LockCommand {}

  /** Look at every channel afresh and answer {@link LockNotice.Sensed}. */
  record Sense() implements LockCommand {}

  /**
   * Let go of one bolt before its pulse is over. A stop: it may be said as often as one likes;
   * nothing happens on a board that has no word for it.
   */
  record Drop(int channel) implements LockCommand {}

  /**
   * The answer to {@link LockNotice.SupplyWanted}; later than it is waited for it is nothing.
   *
   * @param why it is not on; empty where it is
   */
  record Supplied(boolean on, String why) implements LockCommand {}

  /**
   * What the mirror contact of the supply's relay says, where it has one; told when it is first
   * seen and at each change.
   *
   * @param off CLOSED while the relay is dropped
   */
  record SupplySeen(Contact off) implements LockCommand {}
}
