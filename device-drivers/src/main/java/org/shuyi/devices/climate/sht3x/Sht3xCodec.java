package org.shuyi.devices.climate.sht3x;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;

/**
 * The files {@code temp1_input} and {@code humidity1_input}, one after the other: a line each with
 * a whole number, thousandths of a degree Celsius and of a per cent. Source: the kernel's
 * Documentation/hwmon/sht3x.rst ("all values are scaled by 1000"). The sensor's CRC ends in the
 * kernel's driver.
 */
public final class Sht3xCodec {
  /** Explains what was read; nothing in it is personal. */
  public static final Frames FRAMES = new Sht3xFrames();

  /** Asks for the files to be read; the line takes any byte for that. */
  static final Bytes ASK = Bytes.of('?');

  /** Seven characters and six, and both ends of line. */
  private static final int LONGEST = 15;

  private static final Pattern FILES =
      Pattern.compile("(0|-?[1-9][0-9]{0,5})\n(0|[1-9][0-9]{0,5})\n");

  private Sht3xCodec() {}

  /** Reads one whole answer at the front. */
  public static Parsed<Measured> parse(Bytes received) {
    int end = end(received);
    if (end < 0) {
      return received.size() > LONGEST
          ? new Parsed.Noise<>(received.size(), "longer than any answer")
          : new Parsed.More<>();
    }
    Matcher files =
        FILES.matcher(new String(received.slice(0, end).toArray(), StandardCharsets.US_ASCII));
    if (!files.matches()) return new Parsed.Noise<>(end, "not two numbers");
    int celsius = Integer.parseInt(files.group(1));
    int percent = Integer.parseInt(files.group(2));
    return new Parsed.Frame<>(new Measured(celsius, Optional.of(percent)), end);
  }

  /** After the second line; -1 while it has not come whole. */
  private static int end(Bytes received) {
    int lines = 0;
    for (int i = 0; i < received.size(); i++) {
      if (received.at(i) == '\n' && ++lines == 2) return i + 1;
    }
    return -1;
  }

  private static final class Sht3xFrames implements Frames {
    @Override
    public Bytes masked(Bytes frame) {
      return frame;
    }

    @Override
    public Explained explain(Bytes frame) {
      var said = new Explanation(frame);
      if (frame.isEmpty()) return said.unclear("no bytes", "");
      if (frame.equals(ASK)) return said.part(1, "read").known("ask for the air", "");
      return switch (parse(frame)) {
        case Parsed.More<Measured>() -> said.part(frame.size(), "text").cutOff(0);
        case Parsed.Noise<Measured>(int size, String why) ->
            said.part(size, why).unclear("no value: " + why, "");
        case Parsed.Frame<Measured>(Measured(int celsius, Optional<Integer> percent), int size) -> {
          int damp = percent.orElse(0);
          said.field("milliCelsius", celsius).field("milliPercent", damp);
          said.part(size, "temp1_input and humidity1_input");
          String text =
              "%s degrees, %s %% humidity".formatted(thousandths(celsius), thousandths(damp));
          yield frame.size() == size
              ? said.known(text, "")
              : said.unclear("a value and %d bytes more".formatted(frame.size() - size), "");
        }
      };
    }

    private static String thousandths(int value) {
      String sign = value < 0 ? "-" : "";
      return sign + "%d.%03d".formatted(Math.abs(value) / 1_000, Math.abs(value) % 1_000);
    }
  }
}
