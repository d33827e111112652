package org.shuyi.devices.climate.ds18b20;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The two lines of the file {@code w1_slave}: the nine bytes of the sensor with the verdict on
 * their CRC, and the same with the temperature in thousandths. Source: peripherals.md, section 9,
 * after the kernel's w1_therm. Both lines, the CRC and the number must agree.
 */
public final class Ds18b20Codec {
  /** Explains what was read; nothing in it is personal. */
  public static final Frames FRAMES = new Ds18b20Frames();

  /** Asks for the file to be read; the line takes any byte for that. */
  public static final Bytes ASK = Bytes.of('?');

  /** Both lines have 39 and about 35 characters. */
  private static final int LONGEST = 160;

  private static final Pattern FILE =
      Pattern.compile(
          "((?:[0-9a-f]{2} ){9}): crc=[0-9a-f]{2} (YES|NO)\n((?:[0-9a-f]{2} ){9})t=(-?[0-9]{1,6})\n");

  private Ds18b20Codec() {}

  /** Reads one whole answer at the front: thousandths of a degree. */
  public static Parsed<Integer> parse(Bytes received) {
    int end = end(received);
    if (end < 0) {
      return received.size() > LONGEST
          ? new Parsed.Noise<>(received.size(), "longer than any answer")
          : new Parsed.More<>();
    }
    Matcher file =
        FILE.matcher(new String(received.slice(0, end).toArray(), StandardCharsets.US_ASCII));
    if (!file.matches()) return new Parsed.Noise<>(end, "not what w1_therm writes");
    var pad = Bytes.parse(file.group(1));
    if (!file.group(2).equals("YES") || crc(pad) != 0) return new Parsed.Noise<>(end, "crc wrong");
    if (!file.group(3).equals(file.group(1))) return new Parsed.Noise<>(end, "two values");
    int told = Integer.parseInt(file.group(4));
    int sixteenths = (short) (pad.at(0) | pad.at(1) << 8);
    boolean same = told == Math.floorDiv(sixteenths * 1_000, 16) || told == sixteenths * 1_000 / 16;
    return same ? new Parsed.Frame<>(told, end) : new Parsed.Noise<>(end, "two values");
  }

  /** After the second line; -1 while it has not come whole. */
  private static int end(Bytes received) {
    int lines = 0;
    for (int i = 0; i < received.size(); i++) {
      if (received.at(i) == '\n' && ++lines == 2) return i + 1;
    }
    return -1;
  }

  /** CRC-8 of Dallas/Maxim, polynomial 31 reflected: nothing remains of nine good bytes. */
  private static int crc(Bytes bytes) {
    int crc = 0;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i);
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x8C;
    }
    return crc;
  }

  private static final class Ds18b20Frames implements Frames {
    @Override
    public Bytes masked(Bytes frame) {
      return frame;
    }

    @Override
    public Explained explain(Bytes frame) {
      var said = new Explanation(frame);
      if (frame.isEmpty()) return said.unclear("no bytes", "");
      if (frame.equals(ASK)) return said.part(1, "read").known("ask for the temperature", "");
      return switch (parse(frame)) {
        case Parsed.More<Integer>() -> said.part(frame.size(), "text").cutOff(0);
        case Parsed.Noise<Integer>(int size, String why) ->
            said.part(size, why).unclear("no value: " + why, "");
        case Parsed.Frame<Integer>(Integer milli, int size) -> {
          said.field("milliCelsius", milli).part(size, "two lines of w1_therm");
          String text =
              "%d.%03d degrees".formatted(Math.abs(milli) / 1_000, Math.abs(milli) % 1_000);
          yield frame.size() == size
              ? said.known(milli < 0 ? "-" + text : text, "")
              : said.unclear("a value and %d bytes more".formatted(frame.size() - size), "");
        }
      };
    }
  }
}
