package org.shuyi.devices.voice.process;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Says in words what goes to a program that speaks and comes from it. */
final class VoiceFrames implements Frames {
  private static final Pattern QUESTION =
      Pattern.compile(
          "(?<word>ping|hush|say)\t(?<number>[0-9]{1,18})(?:\t(?<language>[^\t]*)\t(?<text>[^\t]*))?");

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    String line = new String(frame.toArray(), StandardCharsets.UTF_8);
    if (!line.endsWith("\n")) return said.cutOff(0);
    said.part(frame.size(), "a line");
    Matcher question = QUESTION.matcher(line.strip());
    if (question.matches()) return asked(question, said);
    Matcher answer = VoiceCodec.ANSWER.matcher(line.strip());
    if (!answer.matches()) return said.unclear("no line of a voice", "");
    said.field("number", Long.valueOf(answer.group("number")));
    return switch (answer.group("word")) {
      case "here" -> said.known("here", "");
      case "said" -> said.known("said", "");
      default -> said.known("not said", "");
    };
  }

  /** What is said aloud to everybody is no secret. */
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  private static Explained asked(Matcher question, Explanation said) {
    said.field("number", Long.valueOf(question.group("number")));
    String text = question.group("text");
    return switch (question.group("word")) {
      case "ping" -> said.known("are you there", "");
      case "hush" -> said.known("be still", "");
      default ->
          text == null
              ? said.unclear("nothing to say", "")
              : said.known("say \"%s\" (%s)".formatted(text, question.group("language")), "");
    };
  }
}
