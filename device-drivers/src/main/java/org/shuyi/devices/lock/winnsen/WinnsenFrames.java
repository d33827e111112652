package org.shuyi.devices.lock.winnsen;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Says in words what a Winnsen board's frame means. Nothing in them is personal. */
final class WinnsenFrames implements Frames {
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (frame.at(0) != WinnsenCodec.HEAD) return said.unclear("unknown: it begins with 90", "");
    said.part(1, "head");
    if (frame.size() < 3) return said.cutOff(0);
    int function = frame.at(2);
    int size = WinnsenCodec.sizeOf(function);
    said.part(1, "length of the whole frame");
    said.field("function", function).part(1, size == 0 ? "unknown function" : name(function));
    if (size == 0) return said.unclear("unknown function %02X".formatted(function), "");
    if (frame.size() < size) return said.cutOff(size);
    said.field("station", frame.at(3)).part(1, "station " + frame.at(3));
    rest(frame, said);
    said.part(1, "end, always 03");
    return judged(frame, size, said);
  }

  private static Explained judged(Bytes frame, int size, Explanation said) {
    if (frame.at(1) != size) return said.unclear("damaged: the length is not the function's", "");
    if (frame.at(size - 1) != WinnsenCodec.END) return said.unclear("damaged: 03 is missing", "");
    if (!WinnsenCodec.sound(frame)) return said.unclear("damaged: no such lock or status", "");
    if (frame.size() > size) {
      return said.unclear("a whole frame and %d bytes more".formatted(frame.size() - size), "");
    }
    return said.known(meaning(frame), "");
  }

  private static void rest(Bytes frame, Explanation said) {
    switch (frame.at(2)) {
      case WinnsenCodec.OPEN, WinnsenCodec.ASK -> lock(frame.at(4), said);
      case WinnsenCodec.OPEN_REPLY, WinnsenCodec.OTHER_OPEN_REPLY -> {
        lock(frame.at(4), said);
        said.field("status", frame.at(5)).part(1, "how it went: " + opened(frame.at(5)));
      }
      case WinnsenCodec.ASK_REPLY -> {
        said.field("status", frame.at(4)).part(1, "state: " + state(frame.at(4)));
        lock(frame.at(5), said);
      }
      default -> {
        said.field("locksWithOne", numbers(frame));
        said.part(1, "locks 1 to 8, bit 0 is lock 1").part(1, "locks 9 to 16");
      }
    }
  }

  private static void lock(int lock, Explanation said) {
    said.field("lock", lock).part(1, "lock " + lock);
  }

  private static String meaning(Bytes frame) {
    int station = frame.at(3);
    return switch (frame.at(2)) {
      case WinnsenCodec.OPEN -> "open lock %d of station %d".formatted(frame.at(4), station);
      case WinnsenCodec.ASK -> "state of lock %d of station %d".formatted(frame.at(4), station);
      case WinnsenCodec.POLL -> "poll locks %s of station %d".formatted(numbers(frame), station);
      case WinnsenCodec.ASK_REPLY ->
          "reply of station %d: lock %d: %s".formatted(station, frame.at(5), state(frame.at(4)));
      case WinnsenCodec.OPEN_REPLY, WinnsenCodec.OTHER_OPEN_REPLY ->
          "reply of station %d: lock %d: %s".formatted(station, frame.at(4), opened(frame.at(5)));
      default -> "reply of station %d: locks with a 1: %s".formatted(station, numbers(frame));
    };
  }

  private static String name(int function) {
    return switch (function) {
      case WinnsenCodec.OPEN -> "open";
      case WinnsenCodec.POLL -> "state of the locks whose bit is 1";
      case WinnsenCodec.ASK -> "state of one lock";
      case WinnsenCodec.OPEN_REPLY, WinnsenCodec.OTHER_OPEN_REPLY -> "reply to open";
      case WinnsenCodec.ASK_REPLY -> "reply: one lock; status stands before the lock";
      default -> "reply: all locks; 1 is open as documented, to be proven (polarity)";
    };
  }

  private static String opened(int status) {
    return switch (status) {
      case WinnsenCodec.DONE -> "opened";
      case WinnsenCodec.FAILED -> "failed";
      default -> "refused";
    };
  }

  private static String state(int status) {
    return switch (status) {
      case WinnsenCodec.DONE -> "open";
      case WinnsenCodec.FAILED -> "closed";
      default -> "refused";
    };
  }

  private static List<Object> numbers(Bytes frame) {
    int bits = frame.at(4) | frame.at(5) << 8;
    var numbers = new ArrayList<Object>();
    for (int i = 0; i < WinnsenCodec.MOST_LOCKS; i++) {
      if ((bits >> i & 1) == 1) numbers.add(i + 1);
    }
    return numbers;
  }
}
