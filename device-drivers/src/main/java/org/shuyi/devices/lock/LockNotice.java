package org.shuyi.devices.lock;

import java.util.SortedMap;

/** What a lock board tells the station. */
public sealed interface LockNotice {
  /** A channel's contact differs from what was last told; believed after two equal polls. */
  record Changed(int channel, Contact contact) implements LockNotice {}

  /**
   * The answer to {@link LockCommand.Sense}: every channel, UNKNOWN where the board did not say.
   */
  record Sensed(SortedMap<Integer, Contact> contacts) implements LockNotice {}

  /** The answer to {@link LockCommand.Open}; exactly one for each. */
  record Pulled(int channel, Pull pull, String detail) implements LockNotice {}
}
