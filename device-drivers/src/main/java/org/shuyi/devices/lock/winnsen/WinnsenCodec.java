package org.shuyi.devices.lock.winnsen;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The frames of a Winnsen board: {@code 90 length function station ... 03}, where length counts
 * every byte. There is no checksum, so a frame must match to the last byte.
 *
 * <p>Source: locks.md, section 5: Serial Command Document V202104 (LocQar/winnsen-test), and the
 * board of the pudo kiosk, which tells one lock at a time.
 */
public final class WinnsenCodec {
  /** Explains frames to people. */
  public static final Frames FRAMES = new WinnsenFrames();

  static final int HEAD = 0x90;
  static final int END = 0x03;
  static final int OPEN = 0x05;
  static final int POLL = 0x02;
  static final int ASK = 0x12;
  static final int OPEN_REPLY = 0x85;
  static final int POLL_REPLY = 0x82;
  static final int ASK_REPLY = 0x92;

  /** Some boards answer with these instead. */
  static final int OTHER_OPEN_REPLY = 0xA5;

  static final int OTHER_POLL_REPLY = 0xA2;

  static final int SHORT = 6;
  static final int LONG = 7;
  static final int MOST_LOCKS = 16;

  /** What a board said to an open. */
  static final int FAILED = 0x00;

  static final int DONE = 0x01;

  /** The lock cools down: the board refuses, or does not know the lock's state. */
  static final int REFUSED = 0x02;

  /** A frame of the line, whoever sent it. Locks count from 1, bit 0 is lock 1. */
  public sealed interface WinnsenFrame {
    record Open(int station, int lock) implements WinnsenFrame {}

    /** The question for the locks whose bit is 1. */
    record Poll(int station, int locks) implements WinnsenFrame {}

    /** The question for one lock, as the pudo kiosk's board has it. */
    record Ask(int station, int lock) implements WinnsenFrame {}

    /**
     * The answer to an open.
     *
     * @param status 00 failed, 01 opened, 02 refused because the lock cools down
     */
    record Opened(int station, int lock, int status) implements WinnsenFrame {}

    /** The answer to a poll: 1 = open as documented. */
    record States(int station, int locks) implements WinnsenFrame {}

    /**
     * The answer about one lock.
     *
     * @param status 00 closed, 01 open as documented, 02 not known
     */
    record State(int station, int lock, int status) implements WinnsenFrame {}
  }

  private WinnsenCodec() {}

  /** The bytes of a frame. */
  public static Bytes encode(WinnsenFrame frame) {
    return switch (frame) {
      case WinnsenFrame.Open(int station, int lock) ->
          Bytes.of(HEAD, SHORT, OPEN, station, lock, END);
      case WinnsenFrame.Poll(int station, int locks) ->
          Bytes.of(HEAD, LONG, POLL, station, locks & 0xFF, locks >> 8, END);
      case WinnsenFrame.Ask(int station, int lock) ->
          Bytes.of(HEAD, SHORT, ASK, station, lock, END);
      case WinnsenFrame.Opened(int station, int lock, int status) ->
          Bytes.of(HEAD, LONG, OPEN_REPLY, station, lock, status, END);
      case WinnsenFrame.States(int station, int locks) ->
          Bytes.of(HEAD, LONG, POLL_REPLY, station, locks & 0xFF, locks >> 8, END);
      case WinnsenFrame.State(int station, int lock, int status) ->
          Bytes.of(HEAD, LONG, ASK_REPLY, station, status, lock, END);
    };
  }

  /** Reads the front of what was received. */
  public static Parsed<WinnsenFrame> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != HEAD) return new Parsed.Noise<>(1, "a frame begins with 90");
    if (received.size() < 3) return new Parsed.More<>();
    int size = sizeOf(received.at(2));
    if (size == 0) return new Parsed.Noise<>(1, "no known function");
    if (received.at(1) != size) return new Parsed.Noise<>(1, "the length is not the function's");
    if (received.size() < size) return new Parsed.More<>();
    if (received.at(size - 1) != END) return new Parsed.Noise<>(1, "03 is missing");
    var frame = received.slice(0, size);
    return sound(frame)
        ? new Parsed.Frame<>(decode(frame), size)
        : new Parsed.Noise<>(1, "no such lock or status");
  }

  /** Bytes of a frame with this function, or 0 if none is known. */
  static int sizeOf(int function) {
    return switch (function) {
      case OPEN, ASK -> SHORT;
      case POLL, OPEN_REPLY, OTHER_OPEN_REPLY, POLL_REPLY, OTHER_POLL_REPLY, ASK_REPLY -> LONG;
      default -> 0;
    };
  }

  /** Whether lock and status exist: the only check that there is. */
  static boolean sound(Bytes frame) {
    return switch (frame.at(2)) {
      case OPEN, ASK -> isLock(frame.at(4));
      case OPEN_REPLY, OTHER_OPEN_REPLY -> isLock(frame.at(4)) && frame.at(5) <= REFUSED;
      case ASK_REPLY -> isLock(frame.at(5)) && frame.at(4) <= REFUSED;
      default -> true;
    };
  }

  private static boolean isLock(int number) {
    return number >= 1 && number <= MOST_LOCKS;
  }

  private static WinnsenFrame decode(Bytes frame) {
    int station = frame.at(3);
    int first = frame.at(4);
    int second = frame.at(5);
    return switch (frame.at(2)) {
      case OPEN -> new WinnsenFrame.Open(station, first);
      case ASK -> new WinnsenFrame.Ask(station, first);
      case POLL -> new WinnsenFrame.Poll(station, first | second << 8);
      case OPEN_REPLY, OTHER_OPEN_REPLY -> new WinnsenFrame.Opened(station, first, second);
      case ASK_REPLY -> new WinnsenFrame.State(station, second, first);
      default -> new WinnsenFrame.States(station, first | second << 8);
    };
  }
}
