package org.shuyi.devices.lock;

import java.time.Duration;
import java.util.SortedMap;

/** What a lock board tells the station. */
public sealed interface LockNotice {
  /** A channel's contact differs from what was last told; believed after two equal polls. */
  record Changed(int channel, Contact contact) implements LockNotice {}

  /**
   * The answer to {@link LockCommand.Sense}: every channel, UNKNOWN where the board did not say.
   */
  record Sensed(SortedMap<Integer, Contact> contacts) implements LockNotice {}

  /**
   * A compartment's infrared barrier differs from what was last told, or somebody asked afresh;
   * only of boards that report barriers.
   */
  record Occupied(int channel, Occupancy occupancy) implements LockNotice {}

  /**
   * The answer to {@link LockCommand.Look}.
   *
   * @param bits a 0 or a 1 for each channel from the first, equal in two polls; empty where the
   *     board did not say
   */
  record Looked(String bits) implements LockNotice {}

  /**
   * The supply of the board's bolts is wanted on, at once; only of boards that have one. Answered
   * by {@link LockCommand.Supplied}. Whoever switches it drops it by himself when the time is over,
   * whatever becomes of this driver and of the board.
   *
   * @param atMost the longest time a bolt may be held
   */
  record SupplyWanted(Duration atMost) implements LockNotice {}

  /** The supply is to be dropped now; said at the end of every {@link SupplyWanted}. */
  record SupplyEnded() implements LockNotice {}

  /** The answer to {@link LockCommand.Open}; exactly one for each. */
  record Pulled(int channel, Pull pull, String detail) implements LockNotice {}
}
