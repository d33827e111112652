package org.shuyi.devices.lock.wjl;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The frames of an 8A/80 board: five bytes, but eight for the state of all its locks. Boards and
 * locks count from 1; the last byte is the xor of all before it. Source: locks.md, section 2, after
 * the maker's text in DigitalPlatform/dp2 (Apache-2.0).
 */
public final class WjlCodec {
  /** Explains frames to people. */
  public static final Frames FRAMES = new WjlFrames();

  static final int OPEN_HEAD = 0x8A;
  static final int HEAD = 0x80;
  static final int GROUP_HEAD = 0x9D;
  static final int ONE = 0x11;
  static final int NOUGHT = 0x00;
  static final int QUERY = 0x33;
  static final int ADDRESS = 0x99;
  static final int SHORT = 5;
  static final int LONG = 8;
  static final int MOST_LOCKS = 32;

  /** A frame that a board sends. */
  public sealed interface WjlFrame {
    /** Every lock: bit 0 is lock 1. */
    record State(int board, long bits) implements WjlFrame {}

    /**
     * Five bytes: the answer to an open or to the query of one lock, or an address.
     *
     * @param said 11, 00 or 99; the maker's text contradicts itself about 11 and 00
     */
    record Single(int board, int lock, int said) implements WjlFrame {}
  }

  private WjlCodec() {}

  /** Pull one bolt. */
  public static Bytes open(int board, int lock) {
    return closed(Bytes.of(OPEN_HEAD, board, lock, ONE));
  }

  /** The question for the state of every lock. */
  public static Bytes queryAll(int board) {
    return closed(Bytes.of(HEAD, board, 0x00, QUERY));
  }

  /** The question for the state of one lock. */
  public static Bytes query(int board, int lock) {
    return closed(Bytes.of(HEAD, board, lock, QUERY));
  }

  /** The bytes of a board's frame. */
  public static Bytes encode(WjlFrame frame) {
    return switch (frame) {
      case WjlFrame.State(int board, long bits) ->
          closed(
              Bytes.of(HEAD, board)
                  .plus(octet(bits, 24), octet(bits, 16), octet(bits, 8), octet(bits, 0), QUERY));
      case WjlFrame.Single(int board, int lock, int said) ->
          closed(Bytes.of(HEAD, board, lock, said));
    };
  }

  /**
   * Reads a frame of {@code size} bytes (5 or 8) at the front. The two kinds have no mark of their
   * own, so whoever asked says which one is awaited.
   */
  public static Parsed<WjlFrame> parse(Bytes received, int size) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != HEAD) return new Parsed.Noise<>(1, "a board's frame begins with 80");
    if (received.size() < size) return new Parsed.More<>();
    var frame = received.slice(0, size);
    if (frame.at(size - 1) != xor(frame)) return new Parsed.Noise<>(1, "the xor is wrong");
    if (size == SHORT) {
      int said = frame.at(3);
      boolean known = said == ONE || said == NOUGHT || said == ADDRESS;
      return known
          ? new Parsed.Frame<>(new WjlFrame.Single(frame.at(1), frame.at(2), said), size)
          : new Parsed.Noise<>(1, "neither 11 nor 00 nor 99");
    }
    if (frame.at(6) != QUERY) return new Parsed.Noise<>(1, "33 is missing");
    return new Parsed.Frame<>(new WjlFrame.State(frame.at(1), bits(frame)), size);
  }

  /** The four bytes of a state as bits. */
  static long bits(Bytes frame) {
    return (long) frame.at(2) << 24 | frame.at(3) << 16 | frame.at(4) << 8 | frame.at(5);
  }

  /** The xor of all bytes of a frame but its last. */
  static int xor(Bytes frame) {
    int xor = 0;
    for (int i = 0; i < frame.size() - 1; i++) xor ^= frame.at(i);
    return xor;
  }

  private static int octet(long bits, int shift) {
    return (int) (bits >> shift) & 0xFF;
  }

  private static Bytes closed(Bytes open) {
    return open.plus(xor(open.plus(0)));
  }
}
