package org.shuyi.devices.lock.wjl;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Says in words what a frame of an 8A/80 board means. Nothing in them is personal. */
final class WjlFrames implements Frames {
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    int head = frame.at(0);
    if (head != WjlCodec.HEAD && head != WjlCodec.OPEN_HEAD && head != WjlCodec.GROUP_HEAD) {
      return said.unclear("unknown: a frame begins with 8A, 80 or 9D", "");
    }
    said.part(1, head(head));
    if (frame.size() == 1) return said.cutOff(0);
    said.field("board", frame.at(1)).part(1, "board " + frame.at(1));
    if (frame.size() < WjlCodec.SHORT) return begun(frame, said);
    boolean state =
        frame.size() >= WjlCodec.LONG && head == WjlCodec.HEAD && frame.at(6) == WjlCodec.QUERY;
    return state ? state(frame, said) : command(frame, said);
  }

  private static Explained state(Bytes frame, Explanation said) {
    long bits = WjlCodec.bits(frame);
    var numbers = numbers(bits);
    said.field("locks", bits).field("locksWithOne", numbers);
    said.part(1, "locks 25 to 32").part(1, "locks 17 to 24").part(1, "locks 9 to 16");
    said.part(1, "locks 1 to 8, bit 0 is lock 1; what a 1 means is a setting (polarity)");
    said.part(1, "state of all").part(1, "xor8");
    String list =
        numbers.isEmpty()
            ? "none"
            : numbers.size() == WjlCodec.MOST_LOCKS ? "all" : numbers.toString();
    return judged(
        frame,
        WjlCodec.LONG,
        "reply of board %d: locks with a 1: %s".formatted(frame.at(1), list),
        said);
  }

  /**
   * An answer about all locks is longer, and its third byte is none of a lock: what is not sure is
   * left out.
   */
  private static Explained begun(Bytes frame, Explanation said) {
    if (frame.size() == 2 || frame.at(0) == WjlCodec.HEAD) return said.cutOff(0);
    return lock(frame.at(2), said).cutOff(WjlCodec.SHORT);
  }

  private static Explanation lock(int lock, Explanation said) {
    return said.field("lock", lock).part(1, lock == 0 ? "no lock: all" : "lock " + lock);
  }

  private static Explained command(Bytes frame, Explanation said) {
    int lock = frame.at(2);
    int command = frame.at(3);
    lock(lock, said).field("command", command);
    said.part(1, meaning(frame.at(0), lock, command)).part(1, "xor8");
    return judged(frame, WjlCodec.SHORT, what(frame, lock, command), said);
  }

  private static Explained judged(Bytes frame, int size, String what, Explanation said) {
    var whole = frame.slice(0, size);
    var found = whole.from(size - 1);
    var expected = Bytes.of(WjlCodec.xor(whole));
    String check = Explanation.check("xor8", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the xor is wrong", check);
    if (what.isEmpty()) return said.unclear("unknown command", check);
    return frame.size() > size
        ? said.unclear("a whole frame and %d bytes more".formatted(frame.size() - size), check)
        : said.known(what, check);
  }

  private static String what(Bytes frame, int lock, int command) {
    int board = frame.at(1);
    return switch (frame.at(0)) {
      case WjlCodec.OPEN_HEAD ->
          command == WjlCodec.ONE ? "open lock %d of board %d".formatted(lock, board) : "";
      case WjlCodec.GROUP_HEAD ->
          command == WjlCodec.QUERY ? "open all of board %d".formatted(board) : "";
      default ->
          switch (command) {
            case WjlCodec.QUERY ->
                lock == 0
                    ? "query all of board %d".formatted(board)
                    : "query lock %d of board %d".formatted(lock, board);
            case WjlCodec.ADDRESS ->
                lock == 0 ? "query the board's address" : "reply: address " + lock;
            case WjlCodec.ONE, WjlCodec.NOUGHT ->
                "reply: lock %d of board %d says %02X".formatted(lock, board, command);
            default -> "";
          };
    };
  }

  private static String meaning(int head, int lock, int command) {
    if (head == WjlCodec.OPEN_HEAD) return "open";
    return switch (command) {
      case WjlCodec.QUERY -> lock == 0 ? "query all" : "query one";
      case WjlCodec.ADDRESS -> "address";
      case WjlCodec.ONE, WjlCodec.NOUGHT ->
          "answer; the maker's text contradicts itself about 11 and 00";
      default -> "unknown";
    };
  }

  private static String head(int head) {
    return switch (head) {
      case WjlCodec.OPEN_HEAD -> "head: open";
      case WjlCodec.GROUP_HEAD -> "head: a whole group; this station never sends it";
      default -> "head: question or answer";
    };
  }

  private static List<Object> numbers(long bits) {
    var numbers = new ArrayList<Object>();
    for (int i = 0; i < WjlCodec.MOST_LOCKS; i++) {
      if ((bits >> i & 1) == 1) numbers.add(i + 1);
    }
    return numbers;
  }
}
