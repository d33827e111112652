package org.shuyi.devices.lock;

import java.util.OptionalLong;

/** A frame with a good check on the wire of a lock board. */
public sealed interface BoardFrame {
  /**
   * The state of our board, or of those of its channels that one question asks for.
   *
   * @param bits bit 0 is channel 1
   * @param untold a 1 where the board does not know its own channel
   * @param channels a 1 for each channel that this frame speaks of
   * @param occupied a 1 for each compartment whose infrared barrier sees something, where the board
   *     reports barriers
   */
  record State(long bits, long untold, long channels, OptionalLong occupied) implements BoardFrame {
    public State(long bits, long untold, long channels) {
      this(bits, untold, channels, OptionalLong.empty());
    }

    /** A frame that speaks of every channel. */
    public static State ofAll(long bits) {
      return new State(bits, 0, BoardWire.ALL);
    }

    /** The same with what the barriers see. */
    public State seeing(long barriers) {
      return new State(bits, untold, channels, OptionalLong.of(barriers));
    }
  }

  /** Our board's answer to an open. */
  record Opened(int channel, String said) implements BoardFrame {}

  /** Our board's word that it did not pull. */
  record NotOpened(int channel, String said) implements BoardFrame {}

  /** Our board's word that it obeyed a drop. */
  record Dropped() implements BoardFrame {}

  /** Whether the relay that was told to drop, or is asked about, still holds. */
  record Held(boolean held, String said) implements BoardFrame {}

  /** Of another board, another master, or an answer to nothing we asked. */
  record Foreign(String what) implements BoardFrame {}
}
