package org.shuyi.devices.tag.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Explains a line of either side; a tag's number and contents are nothing personal. */
final class ProgramFrames implements Frames {
  private static final int CRC_DIGITS = 8;

  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    int end = ProgramCodec.end(frame);
    if (end < 0) return said.cutOff(0);
    var line = frame.slice(0, end);
    if (!ProgramCodec.isWhole(line)) {
      said.part(end, "a line without its check").part(1, "end of the line");
      return said.unclear("damaged: the check is wrong, or something that the SDK printed", "");
    }
    said.part(end, "a line with its check").part(1, "end of the line");
    var members = ProgramCodec.members(line);
    if (members.isEmpty()) return said.unclear("no object of the protocol", "");
    members.get().forEach((name, value) -> said.field(name, plain(value)));
    if (frame.size() > end + 1) {
      return said.unclear(
          "a line and %d bytes more".formatted(frame.size() - end - 1), check(line));
    }
    var reply = new Reply(members.get());
    if (!reply.text("ask").isEmpty()) return said.known(words(reply, "ask"), check(line));
    if (!reply.to().isEmpty()) return said.known("reply: " + words(reply, "to"), check(line));
    return said.unclear("neither a question nor an answer", check(line));
  }

  private static String words(Reply reply, String kind) {
    String about = reply.bytes("uid").map(uid -> " " + uid.hex()).orElse("");
    String error = reply.failed() ? ": " + reply.error() + " " + reply.text("detail") : "";
    return (reply.text(kind) + about + error).strip();
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Json.Members(Map<String, Object> members) -> members.toString();
      case List<?> list -> list.stream().map(ProgramFrames::inList).toList();
      default -> value;
    };
  }

  private static Object inList(Object value) {
    return value instanceof Json.Members(Map<String, Object> members) ? members.toString() : value;
  }

  private static String check(Bytes line) {
    String text = new String(line.toArray(), StandardCharsets.UTF_8).strip();
    int from = text.length() - CRC_DIGITS - 2;
    String found = text.substring(from, from + CRC_DIGITS);
    return "crc32: found %s, expected %s".formatted(found, found);
  }
}
