package org.shuyi.devices.power.megatec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The line of a UPS: {@code (MMM.M NNN.N PPP.P QQQ RR.R S.SS TT.T b7..b0} and CR. There is no check
 * but its form. Source: peripherals.md, section 6, after the Megatec protocol text.
 */
public final class MegatecCodec {
  /** Explains lines; nothing in them is personal. */
  public static final Frames FRAMES = new MegatecFrames();

  /** The question. */
  public static final Bytes ASK = Bytes.of('Q', '1', '\r');

  private static final int CR = 0x0D;

  /** The longest line is 48 bytes; some devices add blanks. */
  private static final int LONGEST = 64;

  /** Volts, volts at the last fault, volts out, load, hertz, battery, degrees, bits. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\((\\d{3}\\.\\d) (\\d{3}\\.\\d) (\\d{3}\\.\\d) (\\d{3}) (\\d{2}\\.\\d)"
              + " (\\d{1,3}\\.\\d{1,2}) (\\d{2}\\.\\d|--\\.-) ([01]{8}) *");

  /**
   * What a UPS says of itself.
   *
   * @param inputTenths volts that come in, in tenths
   * @param outputTenths volts that go out, in tenths
   * @param loadPercent 0 to 999
   * @param batteryMillivolts of a cell or of the whole
   * @param bits b7 utility failed, b6 battery low, b5 bypass or boost, b4 failed, b3 stand-by type,
   *     b2 test, b1 shut-down, b0 beeper
   */
  public record Status(
      int inputTenths, int outputTenths, int loadPercent, int batteryMillivolts, int bits) {
    boolean mainsFailed() {
      return (bits & 0x80) != 0;
    }

    /** It ends soon, as the device says, or it has begun to switch itself off. */
    boolean ending() {
      return (bits & 0x42) != 0;
    }

    boolean failed() {
      return (bits & 0x10) != 0;
    }

    boolean testing() {
      return (bits & 0x04) != 0;
    }
  }

  private MegatecCodec() {}

  /** Reads one line at the front. */
  public static Parsed<Status> parse(Bytes received) {
    int end = end(received);
    if (end < 0) {
      return received.size() > LONGEST
          ? new Parsed.Noise<>(received.size(), "longer than any answer")
          : new Parsed.More<>();
    }
    Matcher line = LINE.matcher(text(received, end));
    if (!line.matches()) return new Parsed.Noise<>(end + 1, "no answer to Q1");
    return new Parsed.Frame<>(
        new Status(
            tenths(line.group(1)),
            tenths(line.group(3)),
            Integer.parseInt(line.group(4)),
            millivolts(line.group(6)),
            Integer.parseInt(line.group(8), 2)),
        end + 1);
  }

  private static String text(Bytes received, int end) {
    return new String(received.slice(0, end).toArray(), StandardCharsets.US_ASCII);
  }

  private static int end(Bytes received) {
    for (int i = 0; i < received.size(); i++) if (received.at(i) == CR) return i;
    return -1;
  }

  private static int tenths(String number) {
    return Integer.parseInt(number.replace(".", ""));
  }

  private static int millivolts(String number) {
    int dot = number.indexOf('.');
    String thousandths = (number.substring(dot + 1) + "00").substring(0, 3);
    return Integer.parseInt(number.substring(0, dot)) * 1_000 + Integer.parseInt(thousandths);
  }

  private static final class MegatecFrames implements Frames {
    private static final String[] BITS = {
      "beeper on",
      "shut-down active",
      "test",
      "stand-by type",
      "UPS failed",
      "bypass or boost",
      "battery low",
      "mains gone"
    };

    @Override
    public Bytes masked(Bytes frame) {
      return frame;
    }

    @Override
    public Explained explain(Bytes frame) {
      var said = new Explanation(frame);
      if (frame.isEmpty()) return said.unclear("no bytes", "");
      if (frame.equals(ASK)) return said.part(3, "Q1 and CR").known("ask how it stands", "");
      return switch (parse(frame)) {
        case Parsed.More<Status>() -> said.part(frame.size(), "text").cutOff(0);
        case Parsed.Noise<Status>(int size, String why) ->
            said.part(size, why).unclear("unknown: " + why, "");
        case Parsed.Frame<Status>(Status status, int size) -> status(frame, status, size, said);
      };
    }

    private static Explained status(Bytes frame, Status status, int size, Explanation said) {
      said.field("inputTenthsOfVolt", status.inputTenths());
      said.field("outputTenthsOfVolt", status.outputTenths());
      said.field("loadPercent", status.loadPercent());
      said.field("batteryMillivolts", status.batteryMillivolts());
      said.field("bits", status.bits());
      said.part(size - 1, "input, at fault, output volts, load, hertz, battery, degrees, bits");
      said.part(1, "end");
      if (frame.size() > size) {
        return said.unclear("an answer and %d bytes more".formatted(frame.size() - size), "");
      }
      return said.known(meaning(status.bits()), "");
    }

    private static String meaning(int bits) {
      var meaning = new StringBuilder((bits & 0x80) == 0 ? "mains" : BITS[7]);
      for (int bit = 6; bit >= 0; bit--) {
        if ((bits >> bit & 1) == 1) meaning.append(", ").append(BITS[bit]);
      }
      return meaning.toString();
    }
  }
}
