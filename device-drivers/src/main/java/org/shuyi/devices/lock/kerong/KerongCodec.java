package org.shuyi.devices.lock.kerong;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The frames of a KERONG CU16: {@code 02 addr cmd 03 SUM} to the board, nine bytes back.
 *
 * <p>addr holds the board in its upper and the lock in its lower half, both from 0; SUM is the sum
 * of all bytes before it, low 8 bits. Source: locks.md, section 3, after two public drivers; the
 * maker's document was not read.
 */
public final class KerongCodec {
  /** Explains frames to people. */
  public static final Frames FRAMES = new KerongFrames();

  static final int HEAD = 0x02;
  static final int END = 0x03;
  static final int STATE = 0x30;
  static final int UNLOCK = 0x31;
  static final int STATE_OF_ALL = 0x32;
  static final int UNLOCK_ALL = 0x33;
  static final int REPLY = 0x35;
  static final int REPLY_OF_ALL = 0x36;

  static final int REQUEST_SIZE = 5;
  static final int REPLY_SIZE = 9;

  /** A frame of the line, whoever sent it. */
  public sealed interface KerongFrame {
    /**
     * Something asked of a board.
     *
     * @param address board in the upper, lock in the lower half, both from 0; F0 is all boards
     * @param command 30 to 33
     */
    record Request(int address, int command) implements KerongFrame {}

    /**
     * What a board says.
     *
     * @param command 35 or 36
     * @param locks bit 0 is lock 1; what a 1 means is disputed
     * @param infrared bit 0 is compartment 1; 1 = something is there
     */
    record Reply(int address, int command, int locks, int infrared) implements KerongFrame {}
  }

  private KerongCodec() {}

  /** The question for the state of one board, 0 to 15. */
  public static Bytes state(int board) {
    return encode(new KerongFrame.Request(board << 4, STATE));
  }

  /** Pull one bolt; {@code lock} from 1 to 16. */
  public static Bytes unlock(int board, int lock) {
    return encode(new KerongFrame.Request(board << 4 | lock - 1, UNLOCK));
  }

  /** The bytes of a frame. */
  public static Bytes encode(KerongFrame frame) {
    return switch (frame) {
      case KerongFrame.Request(int address, int command) ->
          summed(Bytes.of(HEAD, address, command, END));
      case KerongFrame.Reply(int address, int command, int locks, int infrared) ->
          summed(
              Bytes.of(HEAD, address, command, locks & 0xFF, locks >> 8)
                  .plus(infrared & 0xFF, infrared >> 8, END));
    };
  }

  /** Reads the front of what was received. */
  public static Parsed<KerongFrame> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != HEAD) return new Parsed.Noise<>(1, "a frame begins with 02");
    if (received.size() < 3) return new Parsed.More<>();
    int size = sizeOf(received.at(2));
    if (size == 0) return new Parsed.Noise<>(1, "no known command");
    if (received.size() < size) return new Parsed.More<>();
    if (received.at(size - 2) != END) return new Parsed.Noise<>(1, "03 is missing");
    var frame = received.slice(0, size);
    if (frame.at(size - 1) != sum(frame)) return new Parsed.Noise<>(1, "the sum is wrong");
    return new Parsed.Frame<>(decode(frame), size);
  }

  /** Bytes of a frame with this command, or 0 if none is known. */
  static int sizeOf(int command) {
    return switch (command) {
      case STATE, UNLOCK, STATE_OF_ALL, UNLOCK_ALL -> REQUEST_SIZE;
      case REPLY, REPLY_OF_ALL -> REPLY_SIZE;
      default -> 0;
    };
  }

  /** The sum of all bytes of a frame but its last. */
  static int sum(Bytes frame) {
    int sum = 0;
    for (int i = 0; i < frame.size() - 1; i++) sum += frame.at(i);
    return sum & 0xFF;
  }

  /** The numbers from 1 of the bits that are 1. */
  static List<Object> numbers(int bits) {
    var numbers = new ArrayList<Object>();
    for (int i = 0; i < 16; i++) {
      if ((bits >> i & 1) == 1) numbers.add(i + 1);
    }
    return numbers;
  }

  private static KerongFrame decode(Bytes frame) {
    if (frame.size() == REQUEST_SIZE) return new KerongFrame.Request(frame.at(1), frame.at(2));
    return new KerongFrame.Reply(
        frame.at(1), frame.at(2), frame.at(3) | frame.at(4) << 8, frame.at(5) | frame.at(6) << 8);
  }

  private static Bytes summed(Bytes unsummed) {
    return unsummed.plus(sum(unsummed.plus(0)));
  }
}
