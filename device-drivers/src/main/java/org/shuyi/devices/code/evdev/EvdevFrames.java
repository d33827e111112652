package org.shuyi.devices.code.evdev;

import java.util.ArrayList;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.code.evdev.EvdevCodec.Input;

/** Says in words what the kernel's events mean, and blanks which key it was. */
final class EvdevFrames implements Frames {
  private static final int TYPE_AT = 16;
  private static final int CODE_AT = 18;
  private static final int VALUE_AT = 20;

  /** Of whole events type and key-down stay, and the end mark; of pieces nothing. */
  @Override
  public Bytes masked(Bytes frame) {
    var masked = new byte[frame.size()];
    if (frame.size() % EvdevCodec.SIZE != 0) return Bytes.copyOf(masked);
    for (int from = 0; from < masked.length; from += EvdevCodec.SIZE) {
      int type = frame.at(from + TYPE_AT);
      int code = frame.at(from + CODE_AT);
      masked[from + TYPE_AT] = (byte) type;
      if (type != EvdevCodec.KEY) continue;
      masked[from + VALUE_AT] = (byte) frame.at(from + VALUE_AT);
      if (code == UsKeys.ENTER && frame.at(from + CODE_AT + 1) == 0) {
        masked[from + CODE_AT] = (byte) code;
      }
    }
    return Bytes.copyOf(masked);
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    var meanings = new ArrayList<String>();
    Bytes left = frame;
    while (!left.isEmpty()) {
      switch (EvdevCodec.parse(left)) {
        case Parsed.More<Input>() -> {
          return said.cutOff(frame.size() - left.size() + EvdevCodec.SIZE);
        }
        case Parsed.Noise<Input>(int _, String why) -> {
          return said.part(left.size(), why).unclear("unknown: " + why, "");
        }
        case Parsed.Frame<Input>(Input input, int size) -> {
          said.part(size, meaning(input));
          meanings.add(meaning(input));
          left = left.from(size);
        }
      }
    }
    said.field("events", meanings.size());
    return said.known(
        meanings.size() == 1 ? meanings.getFirst() : "%d events".formatted(meanings.size()), "");
  }

  private static String meaning(Input input) {
    return switch (input.type()) {
      case EvdevCodec.SYNC -> input.code() == EvdevCodec.DROPPED ? "events were lost" : "sync";
      case EvdevCodec.KEY -> "key " + key(input.code()) + " " + value(input.value());
      case 4 -> "scan code";
      default -> "event of type %02X".formatted(input.type());
    };
  }

  private static String key(int code) {
    char character = UsKeys.character(code, false);
    if (character != 0) return "'" + character + "'";
    return switch (code) {
      case 0 -> "(masked)";
      case UsKeys.ENTER, UsKeys.KEYPAD_ENTER -> "enter";
      case UsKeys.LEFT_SHIFT, UsKeys.RIGHT_SHIFT -> "shift";
      default -> String.valueOf(code);
    };
  }

  private static String value(int value) {
    return switch (value) {
      case 0 -> "up";
      case 1 -> "down";
      default -> "held";
    };
  }
}
