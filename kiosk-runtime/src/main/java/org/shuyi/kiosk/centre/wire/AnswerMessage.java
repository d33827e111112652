package org.shuyi.kiosk.centre.wire;

import java.util.List;
import java.util.Locale;
import org.shuyi.kiosk.kernel.command.Answer;

/**
 * How a command stands.
 *
 * @param stage one of {@link #STAGES}; the last four end the command
 * @param detail in plain words: what was done, or why not
 */
public record AnswerMessage(String command, String stage, String detail) {
  public static final List<String> STAGES =
      List.of("accepted", "running", "done", "failed", "refused", "expired");

  /** Longer explanations are cut: a reader wants the first sentence. */
  private static final int LONGEST_DETAIL = 1_000;

  public static AnswerMessage of(Answer answer) {
    return new AnswerMessage(
        answer.command(),
        answer.stage().name().toLowerCase(Locale.ROOT),
        Plain.of(answer.detail(), LONGEST_DETAIL));
  }

  public boolean ends() {
    return STAGES.indexOf(stage) > 1;
  }

  public byte[] bytes() {
    return Json.bytes(
        Json.object().put("command", command).put("stage", stage).put("detail", detail));
  }

  public static AnswerMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.ANSWER.mostBytes());
    var message =
        new AnswerMessage(
            members.text("command", 1, 64),
            members.oneOf("stage", STAGES),
            members.text("detail", 0, LONGEST_DETAIL));
    members.end();
    return message;
  }
}
