package org.shuyi.devices.climate.sht3x;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;
import org.shuyi.devices.climate.TwoLines;

/**
 * The files {@code temp1_input} and {@code humidity1_input}, one after the other: a line each with
 * a whole number, thousandths of a degree Celsius and of a per cent. Source: the kernel's
 * Documentation/hwmon/sht3x.rst ("all values are scaled by 1000"). The sensor's CRC ends in the
 * kernel's driver.
 */
public final class Sht3xCodec {
  private static final Sht3xFiles FILES = new Sht3xFiles();

  /** Explains what was read; nothing in it is personal. */
  public static final Frames FRAMES = FILES;

  private Sht3xCodec() {}

  /** Reads one whole answer at the front. */
  public static Parsed<Measured> parse(Bytes received) {
    return FILES.parse(received);
  }

  private static final class Sht3xFiles extends TwoLines<Measured> {
    /** Seven characters and six, and both ends of line. */
    private static final int LONGEST = 15;

    private static final Pattern NUMBERS =
        Pattern.compile("(0|-?[1-9][0-9]{0,5})\n(0|[1-9][0-9]{0,5})\n");

    Sht3xFiles() {
      super(LONGEST, "ask for the air");
    }

    @Override
    protected Parsed<Measured> read(String lines, int size) {
      Matcher numbers = NUMBERS.matcher(lines);
      if (!numbers.matches()) return new Parsed.Noise<>(size, "not two numbers");
      int celsius = Integer.parseInt(numbers.group(1));
      int percent = Integer.parseInt(numbers.group(2));
      return new Parsed.Frame<>(new Measured(celsius, Optional.of(percent)), size);
    }

    @Override
    protected String told(Measured measured, int size, Explanation said) {
      int celsius = measured.milliCelsius();
      int damp = measured.milliPercent().orElse(0);
      said.field("milliCelsius", celsius).field("milliPercent", damp);
      said.part(size, "temp1_input and humidity1_input");
      return "%s degrees, %s %% humidity".formatted(thousandths(celsius), thousandths(damp));
    }
  }
}
