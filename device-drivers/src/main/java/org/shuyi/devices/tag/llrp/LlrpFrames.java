package org.shuyi.devices.tag.llrp;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * Says in words what messages of LLRP mean: one, or several that were sent in one go. Parameters
 * within parameters are gone through to the last one.
 */
final class LlrpFrames implements Frames {
  /** A book's number is not personal. */
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    var whats = new ArrayList<String>();
    for (int at = 0; at < frame.size(); ) {
      switch (LlrpMessage.parse(frame.from(at))) {
        case Parsed.More<LlrpMessage>() -> {
          return said.cutOff(frame.size() - at < LlrpMessage.HEADER ? 0 : at + size(frame, at));
        }
        case Parsed.Noise<LlrpMessage>(int size, String why) -> {
          return said.unclear("unknown: " + why, "");
        }
        case Parsed.Frame<LlrpMessage>(LlrpMessage message, int size) -> {
          boolean known = message(message, frame.at(at) >> 2, said, whats);
          if (!known) return said.unclear(whats.getLast(), "");
          at += size;
        }
      }
    }
    return said.known(String.join("; ", whats), "");
  }

  private static int size(Bytes frame, int at) {
    return (int) LlrpParameter.u32(frame, at + 2);
  }

  private static boolean message(
      LlrpMessage message, int version, Explanation said, List<String> whats) {
    String name = LlrpNames.message(message.type());
    said.field("message", name).field("id", message.id());
    said.part(2, "version %d, %s".formatted(version, name));
    said.part(4, "length of the message").part(4, "message ID %d".formatted(message.id()));
    if (name.startsWith("message ")) {
      said.part(message.body().size(), "body");
      whats.add("unknown " + name);
      return false;
    }
    int fields = Math.min(LlrpNames.fields(message.type()), message.body().size());
    said.part(fields, "fields of " + name);
    if (!parameters(message.body(), fields, said)) {
      whats.add(name + " with a damaged parameter");
      return false;
    }
    whats.add(what(name, message, said));
    return true;
  }

  /** Goes through the parameters from here; false where they do not fill what they stand in. */
  private static boolean parameters(Bytes bytes, int from, Explanation said) {
    for (int at = from; at < bytes.size(); ) {
      var found = LlrpParameter.at(bytes, at);
      if (found.isEmpty()) {
        said.part(bytes.size() - at, "no parameter");
        return false;
      }
      if (!parameter(found.get(), said)) return false;
      at += found.get().size();
    }
    return true;
  }

  private static boolean parameter(LlrpParameter parameter, Explanation said) {
    var value = parameter.value();
    if (parameter.header() < LlrpParameter.LONG_HEADER) {
      said.part(1, LlrpNames.shortParameter(parameter.type()));
      said.part(value.size(), value.hex());
      return true;
    }
    var layout = LlrpNames.layout(parameter.type());
    said.part(2, layout.name()).part(2, "%d bytes".formatted(parameter.size()));
    int fields = layout.fields(value);
    said.part(fields, "fields of " + layout.name());
    return parameters(value, fields, said);
  }

  private static String what(String name, LlrpMessage message, Explanation said) {
    if (message.type() == LlrpMessage.REPORT) {
      return LlrpCodec.tags(message)
          .map(
              tags -> {
                said.field("epcs", tags.stream().map(tag -> (Object) tag.epc().hex()).toList());
                var texts = tags.stream().map(LlrpFrames::text).toList();
                return name + ": " + (texts.isEmpty() ? "no tag" : String.join(", ", texts));
              })
          .orElse(name + " that contradicts itself");
    }
    if (message.type() == LlrpMessage.EVENT) return name + text(LlrpCodec.event(message));
    var code = LlrpCodec.code(message);
    if (code.isEmpty()) return name;
    said.field("status", code.getAsInt());
    return name + ": " + LlrpCodec.status(message);
  }

  private static String text(LlrpCodec.Tag tag) {
    return tag.antenna() == 0 ? tag.epc().hex() : tag.epc().hex() + " at antenna " + tag.antenna();
  }

  private static String text(LlrpCodec.Event event) {
    return switch (event) {
      case LlrpCodec.Event.Began(long spec) -> ": ROSpec %d began".formatted(spec);
      case LlrpCodec.Event.Ended(long spec) -> ": ROSpec %d ended".formatted(spec);
      case LlrpCodec.Event.Preempted(long spec) -> ": ROSpec %d was preempted".formatted(spec);
      case LlrpCodec.Event.Trouble(String why) -> ": " + why;
      case LlrpCodec.Event.NotConnected(int status) ->
          ": connection refused, reason %d".formatted(status);
      case LlrpCodec.Event.Other() -> "";
    };
  }
}
