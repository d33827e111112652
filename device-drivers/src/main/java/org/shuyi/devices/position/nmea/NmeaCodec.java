package org.shuyi.devices.position.nmea;

import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.position.PositionNotice.Position.Heard;

/**
 * Sentences of NMEA 0183: {@code $}, text, {@code *}, two hex digits, CR LF; at most 82 characters.
 * Source: the public descriptions named in the read-me.
 */
public final class NmeaCodec {
  /** Explains sentences; where a vehicle stood is nobody's business afterwards, and is masked. */
  public static final Frames FRAMES = new NmeaFrames();

  private static final int START = '$';
  private static final int STAR = '*';
  private static final int CR = 0x0D;
  private static final int LF = 0x0A;

  /** The standard's 82, and what some receivers put on top for more digits. */
  private static final int LONGEST = 100;

  /** Star, two digits, CR and LF. */
  private static final int AROUND_END = 5;

  private NmeaCodec() {}

  /** Reads a sentence at the front; one without a check, or with a false one, is noise. */
  public static Parsed<NmeaSentence> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != START) return new Parsed.Noise<>(1, "no start");
    for (int i = 1; i < received.size(); i++) {
      int value = received.at(i);
      if (value == START) return new Parsed.Noise<>(i, "cut off");
      if (value == LF) return sentence(received.slice(0, i + 1));
      if (i > LONGEST || (value != CR && (value < ' ' || value > '~'))) {
        return new Parsed.Noise<>(i, "no sentence");
      }
    }
    return new Parsed.More<>();
  }

  private static Parsed<NmeaSentence> sentence(Bytes line) {
    int star = line.size() - AROUND_END;
    boolean formed = star > 1 && line.at(star) == STAR && line.at(star + 3) == CR;
    if (!formed) return new Parsed.Noise<>(line.size(), "no check at its end");
    var text = line.slice(1, star);
    if (!text(line.slice(star + 1, star + 3)).equals("%02X".formatted(NmeaSentence.sum(text)))) {
      return new Parsed.Noise<>(line.size(), "the check is wrong");
    }
    return NmeaSentence.of(text(text))
        .<Parsed<NmeaSentence>>map(sentence -> new Parsed.Frame<>(sentence, line.size()))
        .orElseGet(() -> new Parsed.Noise<>(line.size(), "fields that cannot be"));
  }

  static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.US_ASCII);
  }

  private static final class NmeaFrames implements Frames {
    @Override
    public Explained explain(Bytes frame) {
      var said = new Explanation(frame);
      if (frame.isEmpty()) return said.unclear("no bytes", "");
      return switch (parse(frame)) {
        case Parsed.More<NmeaSentence>() -> said.part(frame.size(), "text").cutOff(0);
        case Parsed.Noise<NmeaSentence>(int size, String why) ->
            said.part(size, why).unclear("no sentence: " + why, "");
        case Parsed.Frame<NmeaSentence>(NmeaSentence sentence, int size) -> {
          int star = size - AROUND_END;
          said.part(1, "start").part(star - 1, "fields").part(1, "star");
          said.part(2, "check").part(2, "end");
          var sum = Bytes.of(NmeaSentence.sum(frame.slice(1, star)));
          String check =
              Explanation.check("xor8", Bytes.parse(text(frame.slice(star + 1, star + 3))), sum);
          yield frame.size() == size
              ? said.known(what(sentence, said), check)
              : said.unclear("a sentence and %d bytes more".formatted(frame.size() - size), check);
        }
      };
    }

    private static String what(NmeaSentence sentence, Explanation said) {
      return switch (sentence) {
        case NmeaSentence.Other(String name) -> name + ", not used";
        case NmeaSentence.Validity(boolean valid) -> valid ? "valid" : "the receiver warns";
        case NmeaSentence.Fix(var position) -> {
          if (position.isEmpty()) yield "no position";
          Heard heard = position.get();
          said.field("latitude", heard.latitude()).field("longitude", heard.longitude());
          said.field("metres", heard.metres()).field("satellites", heard.satellites());
          yield "position %s %s within %d m by %d satellites"
              .formatted(
                  degrees(heard.latitude()),
                  degrees(heard.longitude()),
                  heard.metres(),
                  heard.satellites());
        }
      };
    }

    private static String degrees(int millionths) {
      String sign = millionths < 0 ? "-" : "";
      return sign
          + "%d.%06d".formatted(Math.abs(millionths) / 1_000_000, Math.abs(millionths) % 1_000_000);
    }

    /** Of every sentence the name and the punctuation stay, in whatever pieces it came. */
    @Override
    public Bytes masked(Bytes frame) {
      var masked = frame.toArray();
      boolean named = false;
      for (int i = 0; i < masked.length; i++) {
        if (masked[i] == START) named = true;
        if (masked[i] == ',') named = false;
        boolean digit = masked[i] >= '0' && masked[i] <= '9';
        if (digit && !named) masked[i] = '0';
      }
      return Bytes.copyOf(masked);
    }
  }
}
