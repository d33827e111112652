package org.shuyi.devices.lock;

/** A frame with a good check on the wire of a lock board. */
public sealed interface BoardFrame {
  /** The state of our board: bit 0 is channel 1. */
  record State(long bits) implements BoardFrame {}

  /** Our board's answer to an open. */
  record Opened(int channel, String said) implements BoardFrame {}

  /** Of another board, another master, or an answer to nothing we asked. */
  record Foreign(String what) implements BoardFrame {}
}
