package org.shuyi.devices.climate;

import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * Two lines of text that the kernel gives of a sensor, whenever its files are read. Nothing in them
 * is personal.
 *
 * @param <V> the value that they tell
 */
public abstract class TwoLines<V> implements Frames {
  /** Asks for the files to be read; the line takes any byte for that. */
  public static final Bytes ASK = Bytes.of('?');

  private final int longest;
  private final String asked;

  /**
   * @param longest bytes that both lines never exceed
   * @param asked what {@link #ASK} means, in words
   */
  protected TwoLines(int longest, String asked) {
    this.longest = longest;
    this.asked = asked;
  }

  /**
   * What two whole lines say.
   *
   * @param size their bytes, both ends of line among them
   */
  protected abstract Parsed<V> read(String lines, int size);

  /** Names the fields and the part of {@code size} bytes, and answers the value in words. */
  protected abstract String told(V value, int size, Explanation said);

  /** Reads one whole answer at the front. */
  public final Parsed<V> parse(Bytes received) {
    int end = end(received);
    if (end < 0) {
      return received.size() > longest
          ? new Parsed.Noise<>(received.size(), "longer than any answer")
          : new Parsed.More<>();
    }
    return read(new String(received.slice(0, end).toArray(), StandardCharsets.US_ASCII), end);
  }

  /** After the second line; -1 while it has not come whole. */
  private static int end(Bytes received) {
    int lines = 0;
    for (int i = 0; i < received.size(); i++) {
      if (received.at(i) == '\n' && ++lines == 2) return i + 1;
    }
    return -1;
  }

  @Override
  public final Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public final Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (frame.equals(ASK)) return said.part(1, "read").known(asked, "");
    return switch (parse(frame)) {
      case Parsed.More<V>() -> said.part(frame.size(), "text").cutOff(0);
      case Parsed.Noise<V>(int size, String why) ->
          said.part(size, why).unclear("no value: " + why, "");
      case Parsed.Frame<V>(V value, int size) -> {
        String text = told(value, size, said);
        yield frame.size() == size
            ? said.known(text, "")
            : said.unclear("a value and %d bytes more".formatted(frame.size() - size), "");
      }
    };
  }

  /** A number of thousandths, as people write it. */
  protected static String thousandths(int value) {
    String sign = value < 0 ? "-" : "";
    return sign + "%d.%03d".formatted(Math.abs(value) / 1_000, Math.abs(value) % 1_000);
  }
}
