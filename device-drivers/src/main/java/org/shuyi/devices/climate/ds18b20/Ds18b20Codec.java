package org.shuyi.devices.climate.ds18b20;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.climate.TwoLines;

/**
 * The two lines of the file {@code w1_slave}: the nine bytes of the sensor with the verdict on
 * their CRC, and the same with the temperature in thousandths. Source: peripherals.md, section 9,
 * after the kernel's w1_therm. Both lines, the CRC and the number must agree.
 */
public final class Ds18b20Codec {
  private static final Ds18b20File FILE = new Ds18b20File();

  /** Explains what was read; nothing in it is personal. */
  public static final Frames FRAMES = FILE;

  private Ds18b20Codec() {}

  /** Reads one whole answer at the front: thousandths of a degree. */
  public static Parsed<Integer> parse(Bytes received) {
    return FILE.parse(received);
  }

  private static final class Ds18b20File extends TwoLines<Integer> {
    /** Both lines have 39 and about 35 characters. */
    private static final int LONGEST = 160;

    private static final Pattern W1_THERM =
        Pattern.compile(
            "((?:[0-9a-f]{2} ){9}): crc=[0-9a-f]{2} (YES|NO)\n((?:[0-9a-f]{2} ){9})t=(-?[0-9]{1,6})\n");

    Ds18b20File() {
      super(LONGEST, "ask for the temperature");
    }

    @Override
    protected Parsed<Integer> read(String lines, int size) {
      Matcher file = W1_THERM.matcher(lines);
      if (!file.matches()) return new Parsed.Noise<>(size, "not what w1_therm writes");
      var pad = Bytes.parse(file.group(1));
      if (!file.group(2).equals("YES") || crc(pad) != 0) {
        return new Parsed.Noise<>(size, "crc wrong");
      }
      if (!file.group(3).equals(file.group(1))) return new Parsed.Noise<>(size, "two values");
      int told = Integer.parseInt(file.group(4));
      int sixteenths = (short) (pad.at(0) | pad.at(1) << 8);
      boolean same =
          told == Math.floorDiv(sixteenths * 1_000, 16) || told == sixteenths * 1_000 / 16;
      return same ? new Parsed.Frame<>(told, size) : new Parsed.Noise<>(size, "two values");
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

    @Override
    protected String told(Integer milli, int size, Explanation said) {
      said.field("milliCelsius", milli).part(size, "two lines of w1_therm");
      return thousandths(milli) + " degrees";
    }
  }
}
