package org.shuyi.devices.tag.uhfreader18;

import static java.util.stream.Collectors.joining;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Reply;

/**
 * Says in words what a frame of a UHFReader18 means. A request and a reply have no mark of their
 * own: a frame counts as a request when it has exactly the shape of one that is sent here.
 */
final class UhfFrames implements Frames {
  /** A book's number is not personal. */
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (UhfFrame.isHeartbeat(frame)) {
      said.part(6, "heartbeat, without a CRC");
      return frame.size() == 6
          ? said.known("heartbeat", "")
          : said.unclear("a heartbeat and %d bytes more".formatted(frame.size() - 6), "");
    }
    int length = frame.at(0);
    said.field("length", length).part(1, "length of what follows");
    if (length < 4)
      return said.unclear("damaged: a length of %d is too short".formatted(length), "");
    if (frame.size() < length + 1) return said.cutOff(length + 1);
    var whole = frame.slice(0, length + 1);
    int end = length - 1;
    int command = whole.at(2);
    said.field("address", whole.at(1)).field("command", command);
    said.part(
        1, whole.at(1) == UhfFrame.ANY ? "address: any reader" : "address: reader " + whole.at(1));
    said.part(1, "command: " + command(command));
    String what = isRequest(whole) ? request(whole, said) : reply(whole, said, end);
    said.part(2, "CRC, low byte first");
    var found = whole.from(end);
    var expected = UhfFrame.crc(whole, end);
    String check = Explanation.check("crc16-8408-lo", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the CRC is wrong", check);
    int extra = frame.size() - length - 1;
    if (extra > 0) return said.unclear("a whole frame and %d bytes more".formatted(extra), check);
    return what.isEmpty()
        ? said.unclear("unknown command %02X".formatted(command), check)
        : said.known(what, check);
  }

  private static String request(Bytes frame, Explanation said) {
    int command = frame.at(2);
    return switch (command) {
      case UhfCodec.SCAN_TIME -> {
        said.field("tenths", frame.at(3)).part(1, "scan time in 100 ms");
        yield "scan time of %d ms".formatted(frame.at(3) * 100);
      }
      case UhfCodec.SET_WORK_MODE -> {
        said.part(1, "mode: " + mode(frame.at(3))).part(5, "parameters of the other modes");
        yield "work mode: " + mode(frame.at(3));
      }
      case UhfCodec.READ -> {
        int words = frame.at(3);
        var epc = frame.slice(4, 4 + 2 * words);
        int at = 4 + 2 * words;
        said.field("epc", epc.hex()).field("bank", frame.at(at));
        said.field("firstWord", frame.at(at + 1)).field("words", frame.at(at + 2));
        said.part(1, "words of the EPC").part(epc.size(), "EPC").part(1, "bank " + frame.at(at));
        said.part(1, "first word").part(1, "number of words").part(4, "access password");
        yield "read %d words from %d of bank %d of %s"
            .formatted(frame.at(at + 2), frame.at(at + 1), frame.at(at), epc.hex());
      }
      default -> command(command);
    };
  }

  private static String reply(Bytes frame, Explanation said, int end) {
    if (end < 4) return "";
    var reply = new Reply(frame.at(1), frame.at(2), frame.at(3), frame.slice(4, end));
    said.field("status", reply.status()).part(1, "status: " + UhfCodec.meaning(reply.status()));
    boolean lists =
        reply.command() == UhfCodec.INVENTORY
            && reply.status() <= UhfCodec.STORAGE_FULL
            && !reply.data().isEmpty();
    if (lists) return inventory(reply, said);
    if (reply.status() == UhfCodec.TAG_ERROR && !reply.data().isEmpty()) {
      said.part(1, "tag error: " + UhfCodec.tagError(reply.data().at(0)));
      said.part(reply.data().size() - 1, "not expected here");
    } else {
      said.part(reply.data().size(), "data of the answer, as the command that was sent says");
    }
    String name = command(reply.command());
    if (reply.command() == UhfCodec.UNASKED) return "unasked report: " + reply.data().hex();
    if (reply.command() == 0x00 && reply.status() == 0xFE)
      return "reply: " + UhfCodec.status(reply);
    return name.equals("unknown") ? "" : "reply to %s: %s".formatted(name, UhfCodec.status(reply));
  }

  private static String inventory(Reply reply, Explanation said) {
    var epcs = UhfCodec.epcs(reply);
    if (epcs.isEmpty()) {
      said.part(reply.data().size(), "a list that contradicts itself");
      return "";
    }
    said.field("tags", epcs.get().size());
    said.field("epcs", epcs.get().stream().map(epc -> (Object) epc.hex()).toList());
    said.part(1, "number of tags");
    for (Bytes epc : epcs.get()) said.part(1, "bytes of the EPC").part(epc.size(), "EPC");
    int count = epcs.get().size();
    return "reply: %d %s: %s%s"
        .formatted(
            count,
            count == 1 ? "tag" : "tags",
            epcs.get().stream().map(Bytes::hex).collect(joining(", ")),
            reply.status() == UhfCodec.MORE_DATA ? ", more to come" : "");
  }

  private static boolean isRequest(Bytes frame) {
    int data = frame.size() - 5;
    return switch (frame.at(2)) {
      case UhfCodec.INVENTORY, UhfCodec.INFORMATION, UhfCodec.GET_WORK_MODE -> data == 0;
      case UhfCodec.SCAN_TIME -> data == 1 && frame.at(3) >= 3;
      case UhfCodec.SET_WORK_MODE -> data == 6;
      case UhfCodec.READ -> data >= 8 && data == 8 + 2 * frame.at(3);
      default -> false;
    };
  }

  private static String mode(int mode) {
    return switch (mode & 0x03) {
      case 0 -> "answer";
      case 1 -> "scan";
      default -> "trigger";
    };
  }

  private static String command(int command) {
    return switch (command) {
      case UhfCodec.INVENTORY -> "inventory";
      case UhfCodec.READ -> "read";
      case 0x03 -> "write";
      case 0x04 -> "write EPC";
      case 0x0F -> "inventory of one";
      case UhfCodec.INFORMATION -> "reader information";
      case 0x22 -> "region";
      case 0x24 -> "address";
      case UhfCodec.SCAN_TIME -> "scan time";
      case 0x28 -> "baud rate";
      case 0x2F -> "power";
      case 0x33 -> "buzzer and LED";
      case UhfCodec.SET_WORK_MODE -> "work mode";
      case UhfCodec.GET_WORK_MODE -> "which work mode";
      case UhfCodec.UNASKED -> "unasked report";
      default -> "unknown";
    };
  }
}
