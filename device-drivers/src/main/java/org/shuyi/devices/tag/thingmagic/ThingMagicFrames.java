package org.shuyi.devices.tag.thingmagic;

import static java.util.stream.Collectors.joining;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Reply;

/**
 * Says in words what a frame of a ThingMagic module means. A reply has two bytes more around its
 * data than a request, and the frame's length says which it is.
 */
final class ThingMagicFrames implements Frames {
  private static final int AROUND_REQUEST = 5;
  private static final int AROUND_REPLY = 7;

  /** A book's number is not personal. */
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (frame.at(0) != ThingMagicFrame.START) {
      return said.unclear("unknown: it does not begin with FF", "");
    }
    said.part(1, "start");
    if (frame.size() < 3) return said.cutOff(0);
    int length = frame.at(1);
    int command = frame.at(2);
    said.field("length", length).field("command", command);
    said.part(1, "length of the data").part(1, "command: " + command(command));
    int request = length + AROUND_REQUEST;
    if (frame.size() < request) return said.cutOff(request);
    boolean asks = frame.size() < request + 2 || holds(frame.slice(0, request));
    return whole(frame, asks ? request : length + AROUND_REPLY, asks, said);
  }

  private static Explained whole(Bytes frame, int size, boolean asks, Explanation said) {
    var whole = frame.slice(0, size);
    String what = asks ? request(whole.at(2), whole.slice(3, size - 2), said) : reply(whole, said);
    said.part(2, "CRC, high byte first");
    var found = whole.from(size - 2);
    var expected = ThingMagicFrame.crc(whole.slice(1, size - 2));
    String check = Explanation.check("crc16-1021-na-from-1", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the CRC is wrong", check);
    int extra = frame.size() - size;
    if (extra > 0) return said.unclear("a whole frame and %d bytes more".formatted(extra), check);
    return what.isEmpty()
        ? said.unclear("unknown command %02X".formatted(whole.at(2)), check)
        : said.known(what, check);
  }

  private static boolean holds(Bytes frame) {
    int end = frame.size() - 2;
    return frame.from(end).equals(ThingMagicFrame.crc(frame.slice(1, end)));
  }

  private static String request(int command, Bytes data, Explanation said) {
    boolean reads = command == ThingMagicCodec.READ && data.size() >= 16;
    if (reads && data.at(15) / 8 == data.size() - 16) {
      var epc = data.from(16);
      said.field("epc", epc.hex()).field("bank", data.at(5));
      said.field("firstWord", data.at(8) << 8 | data.at(9)).field("words", data.at(10));
      said.part(2, "time in ms").part(1, "option: by EPC, with metadata").part(2, "metadata: none");
      said.part(1, "bank " + data.at(5)).part(4, "first word").part(1, "number of words");
      said.part(4, "access password").part(1, "bits of the EPC").part(epc.size(), "EPC");
      return "read %d words from %d of bank %d of %s"
          .formatted(data.at(10), data.at(8) << 8 | data.at(9), data.at(5), epc.hex());
    }
    if (command == ThingMagicCodec.SEARCH && data.size() == 5) {
      said.part(1, "option: none").part(2, "search flags").part(2, "time in ms");
      return "search for %d ms".formatted(data.at(3) << 8 | data.at(4));
    }
    if (command == ThingMagicCodec.BUFFER && data.size() == 3) {
      said.part(2, "metadata wanted").part(1, "options");
      return "next tags of the buffer";
    }
    said.part(data.size(), "data of the command");
    String name = command(command);
    if (name.equals("unknown") || data.isEmpty()) return name.equals("unknown") ? "" : name;
    return name + " " + data;
  }

  private static String reply(Bytes frame, Explanation said) {
    int end = frame.size() - 2;
    var reply = new Reply(frame.at(2), frame.at(3) << 8 | frame.at(4), frame.slice(5, end));
    said.field("status", reply.status());
    said.part(2, "status: " + ThingMagicCodec.meaning(reply.status()));
    var tags = ThingMagicCodec.tags(reply);
    if (reply.command() == ThingMagicCodec.BUFFER && tags.isPresent()) {
      said.field("tags", tags.get().size());
      said.field("epcs", tags.get().stream().map(tag -> (Object) tag.epc().hex()).toList());
      said.part(2, "metadata told").part(1, "options").part(1, "number of tags");
      for (var tag : tags.get()) {
        said.part(1, "antenna " + tag.antenna()).part(2, "bits of what follows");
        said.part(2, "PC word").part(tag.epc().size(), "EPC").part(2, "CRC of the tag");
      }
      return "reply: %d in the buffer: %s"
          .formatted(
              tags.get().size(),
              tags.get().stream().map(tag -> tag.epc().hex()).collect(joining(", ")));
    }
    said.part(reply.data().size(), "data of the answer, as the command that was sent says");
    String name = command(reply.command());
    return name.equals("unknown")
        ? ""
        : "reply to %s: %s".formatted(name, ThingMagicCodec.status(reply));
  }

  private static String command(int command) {
    return switch (command) {
      case ThingMagicCodec.VERSION -> "version";
      case ThingMagicCodec.BOOT -> "boot firmware";
      case 0x06 -> "baud rate";
      case 0x21 -> "read one tag";
      case ThingMagicCodec.SEARCH -> "search";
      case 0x24 -> "write tag data";
      case ThingMagicCodec.READ -> "read tag data";
      case ThingMagicCodec.BUFFER -> "tag buffer";
      case ThingMagicCodec.CLEAR_BUFFER -> "clear tag buffer";
      case 0x61 -> "which antenna ports";
      case 0x62 -> "which read power";
      case 0x63 -> "which protocol";
      case 0x66 -> "inputs";
      case 0x68 -> "which power mode";
      case ThingMagicCodec.ANTENNA -> "set antenna port";
      case ThingMagicCodec.READ_POWER -> "set read power";
      case ThingMagicCodec.PROTOCOL -> "set protocol";
      case 0x96 -> "set outputs";
      case ThingMagicCodec.REGION -> "set region";
      case 0x98 -> "set power mode";
      default -> "unknown";
    };
  }
}
