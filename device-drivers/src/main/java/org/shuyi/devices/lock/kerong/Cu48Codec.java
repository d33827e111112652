package org.shuyi.devices.lock.kerong;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;

/**
 * The frames of a KERONG CU48: {@code 02 board lock command 03 SUM} to the board, {@code 02 board
 * lock status length data SUM} back. Board and lock count from 0; SUM is the sum of all bytes
 * before it, low 8 bits.
 *
 * <p>Source: locks.md, section 4: one public driver in TypeScript (facts only).
 */
final class Cu48Codec {
  static final int HEAD = 0x02;
  static final int END = 0x03;
  static final int STATE = 0x60;
  static final int OPEN = 0x61;
  static final int DONE = 0x75;
  static final int FAILED = 0x00;
  static final int REQUEST_SIZE = 6;
  static final int STATE_BYTES = 6;
  static final int MOST_LOCKS = 48;

  /** A frame of the line, whoever sent it. */
  sealed interface Cu48Frame {
    /**
     * @param lock from 0; 0 where all are asked for
     * @param command 60 or 61
     */
    record Request(int board, int lock, int command) implements Cu48Frame {}

    /**
     * The answer to an open.
     *
     * @param status 75 done, 00 failed
     */
    record Opened(int board, int lock, int status) implements Cu48Frame {}

    /** Every lock: bit 0 is lock 0; 1 is closed as documented. */
    record States(int board, long locks) implements Cu48Frame {}
  }

  private Cu48Codec() {}

  /** The bytes of a frame. */
  static Bytes encode(Cu48Frame frame) {
    return switch (frame) {
      case Cu48Frame.Request(int board, int lock, int command) ->
          summed(Bytes.of(HEAD, board, lock, command, END));
      case Cu48Frame.Opened(int board, int lock, int status) ->
          summed(Bytes.of(HEAD, board, lock, status, 0));
      case Cu48Frame.States(int board, long locks) -> {
        var open = Bytes.of(HEAD, board, 0, DONE, STATE_BYTES);
        for (int i = 0; i < STATE_BYTES; i++) open = open.plus((int) (locks >> (8 * i)) & 0xFF);
        yield summed(open);
      }
    };
  }

  /** Reads the front of what was received. */
  static Parsed<Cu48Frame> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != HEAD) return new Parsed.Noise<>(1, "a frame begins with 02");
    if (received.size() < 5) return new Parsed.More<>();
    int size = sizeOf(received);
    if (size == 0) return new Parsed.Noise<>(1, "no known command, status or length");
    if (received.size() < size) return new Parsed.More<>();
    var frame = received.slice(0, size);
    if (frame.at(size - 1) != KerongCodec.sum(frame)) {
      return new Parsed.Noise<>(1, "the sum is wrong");
    }
    return new Parsed.Frame<>(decode(frame), size);
  }

  /** Bytes of the frame that begins with these five; 0 if none does. */
  static int sizeOf(Bytes begun) {
    if (begun.at(2) >= MOST_LOCKS) return 0;
    int last = begun.at(4);
    return switch (begun.at(3)) {
      case STATE, OPEN -> last == END ? REQUEST_SIZE : 0;
      case DONE -> last == 0 || last == STATE_BYTES ? REQUEST_SIZE + last : 0;
      case FAILED -> last == 0 ? REQUEST_SIZE : 0;
      default -> 0;
    };
  }

  private static Cu48Frame decode(Bytes frame) {
    int board = frame.at(1);
    int lock = frame.at(2);
    int what = frame.at(3);
    if (what == STATE || what == OPEN) return new Cu48Frame.Request(board, lock, what);
    if (frame.size() == REQUEST_SIZE) return new Cu48Frame.Opened(board, lock, what);
    return new Cu48Frame.States(board, bits(frame));
  }

  /** The six bytes of a state as bits. */
  static long bits(Bytes frame) {
    long bits = 0;
    for (int i = 0; i < STATE_BYTES; i++) bits |= (long) frame.at(5 + i) << (8 * i);
    return bits;
  }

  private static Bytes summed(Bytes unsummed) {
    return unsummed.plus(KerongCodec.sum(unsummed.plus(0)));
  }
}
