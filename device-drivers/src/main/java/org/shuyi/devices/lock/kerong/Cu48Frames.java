package org.shuyi.devices.lock.kerong;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames.Explained;

/** Says in words what a CU48's frame means. */
final class Cu48Frames {
  private Cu48Frames() {}

  /** Whether these are a CU48's: it has its lock where a CU16 has its command, 30 and above. */
  static boolean are(Bytes frame) {
    return frame.size() > 3 && frame.at(0) == Cu48Codec.HEAD && frame.at(2) < Cu48Codec.MOST_LOCKS;
  }

  static Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    said.part(1, "head").field("board", frame.at(1)).part(1, "board " + frame.at(1));
    said.field("lock", frame.at(2) + 1).part(1, "lock %d, from 0".formatted(frame.at(2)));
    said.field("command", frame.at(3)).part(1, name(frame.at(3)));
    if (frame.size() < 5) return said.cutOff(0);
    int size = Cu48Codec.sizeOf(frame);
    if (size == 0) return said.unclear("unknown command, status or length", "");
    boolean state = size > Cu48Codec.REQUEST_SIZE;
    said.part(1, frame.at(4) == Cu48Codec.END ? "end, always 03" : "bytes that follow");
    if (frame.size() < size) return said.cutOff(size);
    if (state) {
      said.field("locksWithOne", numbers(frame));
      said.part(Cu48Codec.STATE_BYTES, "locks 1 to 48; what a 1 means is a setting (polarity)");
    }
    said.part(1, "sum8");
    return judged(frame, size, said);
  }

  private static Explained judged(Bytes frame, int size, Explanation said) {
    var whole = frame.slice(0, size);
    var found = whole.from(size - 1);
    var expected = Bytes.of(KerongCodec.sum(whole));
    String check = Explanation.check("sum8", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the sum is wrong", check);
    if (frame.size() > size) {
      return said.unclear("a whole frame and %d bytes more".formatted(frame.size() - size), check);
    }
    return said.known(meaning(whole), check);
  }

  private static String meaning(Bytes frame) {
    int board = frame.at(1);
    int lock = frame.at(2) + 1;
    return switch (frame.at(3)) {
      case Cu48Codec.STATE -> "state of board " + board;
      case Cu48Codec.OPEN -> "unlock lock %d of board %d".formatted(lock, board);
      case Cu48Codec.FAILED -> "reply of board %d: lock %d failed".formatted(board, lock);
      default ->
          frame.size() == Cu48Codec.REQUEST_SIZE
              ? "reply of board %d: lock %d opened".formatted(board, lock)
              : "reply of board %d: locks with a 1: %s".formatted(board, numbers(frame));
    };
  }

  private static String name(int what) {
    return switch (what) {
      case Cu48Codec.STATE -> "command: state";
      case Cu48Codec.OPEN -> "command: unlock";
      case Cu48Codec.DONE -> "status: done";
      case Cu48Codec.FAILED -> "status: failed";
      default -> "unknown";
    };
  }

  private static List<Object> numbers(Bytes frame) {
    long bits = Cu48Codec.bits(frame);
    var numbers = new ArrayList<Object>();
    for (int i = 0; i < Cu48Codec.MOST_LOCKS; i++) {
      if ((bits >> i & 1) == 1) numbers.add(i + 1);
    }
    return numbers;
  }
}
