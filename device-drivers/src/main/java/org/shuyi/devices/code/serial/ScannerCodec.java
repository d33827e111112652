package org.shuyi.devices.code.serial;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * A scan: text in UTF-8 (ASCII for barcodes), ended by CR, LF or both. There is no check, so
 * whatever no code can contain is refused: control characters and broken UTF-8.
 */
public final class ScannerCodec {
  /** Explains scans; a code may be a patron's, so that its characters are masked. */
  public static final Frames FRAMES = new ScannerFrames();

  private static final int CR = 0x0D;
  private static final int LF = 0x0A;

  private ScannerCodec() {}

  /**
   * Reads one line at the front of what was received, without its end mark; an empty line is noise
   * of one byte (the LF of a CR LF).
   */
  public static Parsed<String> parse(Bytes received, int longest) {
    int end = endMark(received);
    if (end < 0) {
      return received.size() > longest
          ? new Parsed.Noise<>(received.size(), "longer than %d bytes".formatted(longest))
          : new Parsed.More<>();
    }
    if (end == 0) return new Parsed.Noise<>(1, "an end mark alone");
    if (end > longest) {
      return new Parsed.Noise<>(end + 1, "longer than %d bytes".formatted(longest));
    }
    String text = text(received.slice(0, end));
    return text.isEmpty()
        ? new Parsed.Noise<>(end + 1, "not a text")
        : new Parsed.Frame<>(text, end + 1);
  }

  /** Whether a byte ends a code. */
  static boolean isEndMark(int value) {
    return value == CR || value == LF;
  }

  /** The text, or nothing where the bytes are none; blanks around it are the scanner's. */
  private static String text(Bytes bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray())).toString();
      return text.chars().anyMatch(Character::isISOControl) ? "" : text.strip();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static int endMark(Bytes received) {
    for (int i = 0; i < received.size(); i++) {
      if (isEndMark(received.at(i))) return i;
    }
    return -1;
  }

  private static final class ScannerFrames implements Frames {
    @Override
    public Explained explain(Bytes frame) {
      var said = new Explanation(frame);
      if (frame.isEmpty()) return said.unclear("no bytes", "");
      return switch (parse(frame, frame.size())) {
        case Parsed.More<String>() ->
            said.part(frame.size(), "text").unclear("cut off: no end mark (CR or LF)", "");
        case Parsed.Noise<String>(int size, String why) ->
            said.part(size, why).unclear("no code: " + why, "");
        case Parsed.Frame<String>(String text, int size) -> {
          said.field("text", text).field("length", text.length());
          said.part(size - 1, "text").part(1, "end mark");
          boolean crLf = frame.size() == size + 1 && isEndMark(frame.at(size));
          if (crLf) said.part(1, "end mark");
          yield crLf || frame.size() == size
              ? said.known("code " + text, "")
              : said.unclear("a code and %d bytes more".formatted(frame.size() - size), "");
        }
      };
    }

    @Override
    public Bytes masked(Bytes frame) {
      var masked = frame.toArray();
      for (int i = 0; i < masked.length; i++) {
        if (!isEndMark(masked[i])) masked[i] = 0;
      }
      return Bytes.copyOf(masked);
    }
  }
}
