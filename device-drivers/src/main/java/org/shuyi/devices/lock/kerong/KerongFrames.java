package org.shuyi.devices.lock.kerong;

import static org.shuyi.devices.lock.kerong.KerongCodec.END;
import static org.shuyi.devices.lock.kerong.KerongCodec.HEAD;
import static org.shuyi.devices.lock.kerong.KerongCodec.REQUEST_SIZE;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Says in words what a CU16's or a CU48's frame means. Nothing in them is personal. */
final class KerongFrames implements Frames {
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    if (Cu48Frames.are(frame)) return Cu48Frames.explain(frame);
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (frame.at(0) != HEAD) return said.unclear("unknown: a frame begins with 02", "");
    said.part(1, "head");
    if (frame.size() < 3) return said.cutOff(0);
    int address = frame.at(1);
    int command = frame.at(2);
    said.field("address", address);
    if (command == KerongCodec.UNLOCK) said.field("lock", (address & 0x0F) + 1);
    said.field("board", address >> 4).field("command", command);
    said.part(1, address(address, command));
    int size = KerongCodec.sizeOf(command);
    said.part(1, size == 0 ? "unknown command" : command(command));
    if (size == 0) return said.unclear("unknown command %02X".formatted(command), "");
    if (size > REQUEST_SIZE) bits(frame, said);
    said.part(1, "end, always 03").part(1, "sum8");
    if (frame.size() < size) {
      return said.cutOff(size);
    }
    return judged(frame, said, size);
  }

  private static Explained judged(Bytes frame, Explanation said, int size) {
    var whole = frame.slice(0, size);
    var found = whole.from(size - 1);
    var expected = Bytes.of(KerongCodec.sum(whole));
    String check = Explanation.check("sum8", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the sum is wrong", check);
    if (whole.at(size - 2) != END) return said.unclear("damaged: 03 is missing", check);
    if (frame.size() > size) {
      return said.unclear("a whole frame and %d bytes more".formatted(frame.size() - size), check);
    }
    return said.known(meaning(whole), check);
  }

  private static void bits(Bytes frame, Explanation said) {
    if (frame.size() >= 5) {
      int locks = frame.at(3) | frame.at(4) << 8;
      said.field("locks", locks).field("locksWithOne", KerongCodec.numbers(locks));
    }
    if (frame.size() >= 7) {
      int infrared = frame.at(5) | frame.at(6) << 8;
      said.field("infrared", infrared).field("infraredSees", KerongCodec.numbers(infrared));
    }
    said.part(1, "locks 1 to 8, bit 0 is lock 1; what a 1 means is a setting (polarity)")
        .part(1, "locks 9 to 16")
        .part(1, "infrared 1 to 8, 1 = something is there")
        .part(1, "infrared 9 to 16");
  }

  private static String address(int address, int command) {
    if (command == KerongCodec.STATE_OF_ALL || command == KerongCodec.UNLOCK_ALL) {
      return address == 0xF0 ? "address: all boards" : "address: board " + (address >> 4);
    }
    return command == KerongCodec.UNLOCK
        ? "address: board %d, lock %d".formatted(address >> 4, (address & 0x0F) + 1)
        : "address: board " + (address >> 4);
  }

  private static String command(int command) {
    return switch (command) {
      case KerongCodec.STATE -> "command: state";
      case KerongCodec.UNLOCK -> "command: unlock";
      case KerongCodec.STATE_OF_ALL -> "command: state of all";
      case KerongCodec.UNLOCK_ALL -> "command: unlock all; this station never sends it";
      case KerongCodec.REPLY -> "reply: state";
      default -> "reply: state of all";
    };
  }

  private static String meaning(Bytes frame) {
    int address = frame.at(1);
    String board =
        frame.at(2) >= KerongCodec.STATE_OF_ALL && frame.size() == REQUEST_SIZE && address == 0xF0
            ? "all boards"
            : "board " + (address >> 4);
    return switch (frame.at(2)) {
      case KerongCodec.STATE -> "state of " + board;
      case KerongCodec.UNLOCK -> "unlock lock %d of %s".formatted((address & 0x0F) + 1, board);
      case KerongCodec.STATE_OF_ALL -> "state of " + board;
      case KerongCodec.UNLOCK_ALL -> "unlock every lock of " + board;
      default ->
          "reply of %s: locks with a 1: %s; infrared sees: %s"
              .formatted(
                  board,
                  list(frame.at(3) | frame.at(4) << 8),
                  list(frame.at(5) | frame.at(6) << 8));
    };
  }

  private static String list(int bits) {
    var numbers = KerongCodec.numbers(bits);
    return numbers.isEmpty() ? "none" : numbers.size() == 16 ? "all" : numbers.toString();
  }
}
