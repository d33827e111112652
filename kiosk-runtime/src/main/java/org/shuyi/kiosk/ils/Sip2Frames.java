package org.shuyi.kiosk.ils;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * Explains a message field by field. In a trace only what concerns an item and the protocol is
 * kept: every other value is zeros, and the sum is made right again for what is left.
 */
final class Sip2Frames implements Frames {
  /** Item, institution, what is supported, reply-free flags: none of it tells of a person. */
  private static final SortedSet<String> KEPT =
      new TreeSet<>(List.of("AB", "AO", "BX", "CK", "CT", "CV", "CL", "BI", "BO", "AH", "AY"));

  private static final int BAR = '|';

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    return switch (Sip2Codec.parse(frame, StandardCharsets.UTF_8)) {
      case Parsed.More<Sip2Message>() -> said.cutOff(0);
      case Parsed.Noise<Sip2Message>(int size, String why) ->
          said.part(size, why).unclear(why, check(withoutEnd(frame.slice(0, size))));
      case Parsed.Frame<Sip2Message>(Sip2Message message, int size) ->
          explain(frame, message, size, said);
    };
  }

  private static Explained explain(Bytes frame, Sip2Message message, int size, Explanation said) {
    String name = name(message.code());
    said.field("message", message.code()).field("fixed", message.fixed());
    said.part(2, name).part(message.fixed().length(), "fixed part");
    Bytes line = withoutEnd(frame.slice(0, size));
    int end = message.checked() ? line.size() - Sip2Codec.SUM_SIZE : line.size();
    int at = 2 + message.fixed().length();
    while (at < end) {
      int bar = at;
      while (bar < end && line.at(bar) != BAR) bar++;
      int next = Math.min(end, bar + 1);
      said.part(next - at, bar - at < 2 ? "an empty field" : "field " + id(line, at));
      at = next;
    }
    message.fields().forEach(field -> said.field(field.id(), field.value()));
    message.sequence().ifPresent(number -> said.field("sequence", number));
    if (message.checked()) said.part(Sip2Codec.SUM_SIZE, "sum");
    said.part(size - line.size(), "end mark");
    boolean more = frame.size() > size + 1;
    return more
        ? said.unclear("a message and %d bytes more".formatted(frame.size() - size), check(line))
        : said.part(1, "end mark").known(name, check(line));
  }

  private static String name(String code) {
    Sip2Layout layout = Sip2Layout.known().get(code);
    return layout == null ? code : layout.name();
  }

  private static String id(Bytes line, int at) {
    return "" + (char) line.at(at) + (char) line.at(at + 1);
  }

  private static String check(Bytes line) {
    if (!Sip2Codec.endsWithSum(line)) return "";
    return "sip2 sum: found %s, expected %s"
        .formatted(Sip2Codec.foundSum(line), Sip2Codec.sumOf(line.slice(0, line.size() - 4)));
  }

  private static Bytes withoutEnd(Bytes line) {
    int size = line.size();
    while (size > 0 && isEnd(line.at(size - 1))) size--;
    return line.slice(0, size);
  }

  private static boolean isEnd(int value) {
    return value == '\r' || value == '\n';
  }

  /** A piece that is no whole message may begin in the middle of a name: nothing of it is kept. */
  @Override
  public Bytes masked(Bytes frame) {
    Bytes left = frame;
    Bytes masked = Bytes.EMPTY;
    while (!left.isEmpty()) {
      switch (Sip2Codec.parse(left, StandardCharsets.ISO_8859_1)) {
        case Parsed.Frame<Sip2Message>(Sip2Message message, int size) -> {
          masked = masked.plus(masked(left.slice(0, size), message));
          left = left.from(size);
        }
        case Parsed.Noise<Sip2Message>(int size, String _) -> {
          masked = masked.plus(zeros(left.slice(0, size)));
          left = left.from(size);
        }
        case Parsed.More<Sip2Message>() -> {
          masked = masked.plus(zeros(left));
          left = Bytes.EMPTY;
        }
      }
    }
    return masked;
  }

  private static Bytes zeros(Bytes piece) {
    byte[] bytes = piece.toArray();
    for (int i = 0; i < bytes.length; i++) {
      if (!isEnd(bytes[i])) bytes[i] = 0;
    }
    return Bytes.copyOf(bytes);
  }

  /** Figures that are zeros stay a text, so that the message is explained as it was. */
  private static Bytes masked(Bytes whole, Sip2Message message) {
    Bytes line = withoutEnd(whole);
    byte[] bytes = whole.toArray();
    int end = message.checked() ? line.size() - Sip2Codec.SUM_SIZE : line.size();
    int at = 2 + message.fixed().length();
    while (at < end) {
      int bar = at;
      while (bar < end && line.at(bar) != BAR) bar++;
      boolean kept = bar - at < 2 || KEPT.contains(id(line, at));
      for (int i = at + 2; i < bar && !kept; i++) bytes[i] = '0';
      at = bar + 1;
    }
    if (!message.checked()) return Bytes.copyOf(bytes);
    Bytes upToSum = Bytes.copyOf(bytes).slice(0, line.size() - 4);
    byte[] sum = Sip2Codec.sumOf(upToSum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, bytes, line.size() - 4, sum.length);
    return Bytes.copyOf(bytes);
  }
}
