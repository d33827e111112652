package org.shuyi.devices.voice.process;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * Lines of UTF-8, a word, a number and the rest between tabs: what a shell reads with one command.
 * The README beside this is the specification.
 */
public final class VoiceCodec {
  public static final Frames FRAMES = new VoiceFrames();

  /** The longest line in bytes with its end. */
  static final int LONGEST = 1_024;

  /** The longest sentence in characters: a minute of speech. */
  private static final int LONGEST_TEXT = 250;

  static final Pattern ANSWER =
      Pattern.compile("(?<word>here|said|failed)\t(?<number>[0-9]{1,18})(?:\t(?<why>.*))?");

  /** One line of a program. */
  sealed interface Heard {
    /** The answer to a sign of life. */
    record Here(long number) implements Heard {}

    record Said(long number) implements Heard {}

    record Failed(long number, String why) implements Heard {}
  }

  private VoiceCodec() {}

  static Bytes ping(long number) {
    return line("ping\t" + number);
  }

  static Bytes say(long number, String language, String text) {
    return line("say\t" + number + "\t" + plain(language) + "\t" + plain(text));
  }

  static Bytes hush(long number) {
    return line("hush\t" + number);
  }

  static Parsed<Heard> parse(Bytes received) {
    int end = 0;
    while (end < received.size() && received.at(end) != '\n') end++;
    if (end >= LONGEST) return new Parsed.Noise<>(end, "a line of more than 1024 bytes");
    if (end == received.size()) return new Parsed.More<>();
    String line = new String(received.slice(0, end).toArray(), StandardCharsets.UTF_8);
    Matcher answer = ANSWER.matcher(line.strip());
    if (!answer.matches()) return new Parsed.Noise<>(end + 1, "no answer of a voice");
    long number = Long.parseLong(answer.group("number"));
    String why = answer.group("why");
    return new Parsed.Frame<>(
        switch (answer.group("word")) {
          case "here" -> new Heard.Here(number);
          case "said" -> new Heard.Said(number);
          default -> new Heard.Failed(number, why == null ? "" : why);
        },
        end + 1);
  }

  private static Bytes line(String line) {
    return Bytes.copyOf((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A tab or a line end in a text would be another command. */
  private static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TEXT)
        .forEach(point -> plain.appendCodePoint(isPlain(point) ? point : ' '));
    return plain.toString();
  }

  private static boolean isPlain(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
