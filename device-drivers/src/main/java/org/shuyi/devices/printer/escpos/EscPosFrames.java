package org.shuyi.devices.printer.escpos;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.printer.escpos.EscPosCodec.Said;

/** Says in words what goes to a receipt printer and comes from it. */
final class EscPosFrames implements Frames {
  /** A command at some place, by its length; 0 is text or nothing known. */
  private record Command(int size, String meaning) {}

  private static final Command NONE = new Command(0, "");

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (frame.size() == 1) return answer(frame, said);
    return commands(frame, said);
  }

  /** Text is zeros; commands, line ends and a single status stay. */
  @Override
  public Bytes masked(Bytes frame) {
    if (frame.size() <= 1) return frame;
    var masked = frame.toArray();
    for (int at = 0; at < masked.length; ) {
      int size = command(frame, at).size();
      if (size == 0 && frame.at(at) >= 0x20) masked[at] = 0;
      at += Math.max(1, size);
    }
    return Bytes.copyOf(masked);
  }

  private static Explained answer(Bytes frame, Explanation said) {
    return switch (EscPosCodec.parse(frame)) {
      case Parsed.Frame<Said>(Said.Status(int bits), int _) -> {
        said.field("bits", bits).part(1, meanings(bits));
        yield said.known("status %02X: %s".formatted(bits, meanings(bits)), "");
      }
      case Parsed.Frame<Said>(Said.Mark(boolean near, boolean out), int _) -> {
        String paper = out ? "out of paper" : near ? "paper near its end" : "paper there";
        said.field("paper", paper).part(1, paper);
        yield said.known("all before it is printed; " + paper, "");
      }
      case Parsed.Noise<Said>(int _, String why) -> said.unclear("unknown: " + why, "");
      case Parsed.More<Said>() -> said.unclear("no bytes", "");
    };
  }

  /** A status does not name its question, so that each reading is told. */
  private static String meanings(int bits) {
    var meanings = new ArrayList<String>();
    if ((bits & 0x08) != 0) meanings.add("n=1 off-line");
    if ((bits & 0x04) != 0) meanings.add("n=2 cover open");
    if ((bits & 0x20) != 0) meanings.add("n=2 stopped by paper end");
    if ((bits & 0x40) != 0) meanings.add("n=2 error");
    if ((bits & 0x08) != 0) meanings.add("n=3 cutter");
    if ((bits & 0x20) != 0) meanings.add("n=3 not recoverable");
    if ((bits & 0x40) != 0) meanings.add("n=3 recovers by itself");
    if ((bits & 0x0C) != 0) meanings.add("n=4 near end");
    if ((bits & 0x60) != 0) meanings.add("n=4 paper out");
    return meanings.isEmpty() ? "nothing set" : String.join(", ", meanings);
  }

  private static Explained commands(Bytes frame, Explanation said) {
    var names = new ArrayList<String>();
    int lines = 0;
    boolean known = true;
    for (int at = 0; at < frame.size(); ) {
      Command command = command(frame, at);
      if (command.size() > 0) {
        if (command.meaning().equals("line end")) lines++;
        else names.add(command.meaning());
        said.part(command.size(), command.meaning());
        at += command.size();
        continue;
      }
      int end = textEnd(frame, at);
      known &= end > at;
      said.part(Math.max(1, end - at), end > at ? "text" : "not known here");
      at = Math.max(at + 1, end);
    }
    said.field("lines", lines).field("commands", List.copyOf(names));
    if (!known) return said.unclear("a control character that is no command of ours", "");
    return said.known(what(names, lines), "");
  }

  private static String what(List<String> names, int lines) {
    boolean alone = names.size() == 1 && lines == 0;
    if (alone) return names.getFirst();
    return names.contains("initialise")
        ? "a receipt of %d lines".formatted(lines)
        : "%d lines and %d commands".formatted(lines, names.size());
  }

  /** Text, masked text included, to the next line end or command. */
  private static int textEnd(Bytes frame, int from) {
    int end = from;
    while (end < frame.size() && (frame.at(end) >= 0x20 || frame.at(end) == 0)) end++;
    return end;
  }

  private static Command command(Bytes frame, int at) {
    int first = frame.at(at);
    if (first == EscPosCodec.LF) return new Command(1, "line end");
    int second = at + 1 < frame.size() ? frame.at(at + 1) : -1;
    int third = at + 2 < frame.size() ? frame.at(at + 2) : -1;
    return switch (first) {
      case EscPosCodec.ESC -> second == '@' ? new Command(2, "initialise") : NONE;
      case EscPosCodec.FS ->
          switch (second) {
            case '&' -> new Command(2, "Chinese on");
            case '.' -> new Command(2, "Chinese off");
            default -> NONE;
          };
      case EscPosCodec.GS -> graphics(second, third, at + 3 < frame.size());
      case EscPosCodec.DLE -> realTime(second, third);
      default -> NONE;
    };
  }

  private static Command graphics(int second, int third, boolean fourth) {
    if (second == 'r' && third == 1) return new Command(3, "tell when all this is printed");
    if (second != 'V') return NONE;
    return switch (third) {
      case 'B' -> fourth ? new Command(4, "feed and cut") : NONE;
      case 0 -> new Command(3, "full cut");
      case 1 -> new Command(3, "partial cut");
      default -> NONE;
    };
  }

  private static Command realTime(int second, int third) {
    if (second == 0x05 && third > 0) return new Command(3, "recover from an error");
    if (second != 0x04) return NONE;
    return switch (third) {
      case EscPosCodec.PRINTER -> new Command(3, "ask printer status");
      case EscPosCodec.CAUSES -> new Command(3, "ask off-line causes");
      case EscPosCodec.ERRORS -> new Command(3, "ask errors");
      case EscPosCodec.PAPER -> new Command(3, "ask paper");
      default -> NONE;
    };
  }
}
