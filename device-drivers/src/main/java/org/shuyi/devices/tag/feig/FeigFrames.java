package org.shuyi.devices.tag.feig;

import java.util.stream.Collectors;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

/**
 * Says in words what a FEIG frame means. A request and a reply have no mark of their own, so a
 * frame counts as a request when it has exactly a request's shape.
 */
public final class FeigFrames implements Frames {
  private final boolean personal;

  /**
   * Frames of one kind of reader.
   *
   * @param personal whether the numbers in an inventory are people's cards
   */
  public FeigFrames(boolean personal) {
    this.personal = personal;
  }

  /**
   * A card's number is replaced by zeros, with a CRC that fits them. Of a reader of cards, bytes
   * that are no whole frame, which may be a part of one, are all replaced.
   */
  @Override
  public Bytes masked(Bytes frame) {
    if (!personal) return frame;
    if (isRequest(frame) && crcHolds(frame)) {
      return frame.size() > 7 ? zeroed(frame, 5) : frame;
    }
    if (FeigFrame.parse(frame) instanceof Parsed.Frame<Reply> whole
        && whole.size() == frame.size()) {
      return whole.frame().command() < FeigCodec.ISO
          ? frame
          : zeroed(frame, FeigFrame.headSize(frame) + 4);
    }
    return Bytes.copyOf(new byte[frame.size()]);
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    int head = FeigFrame.headSize(frame);
    said.part(head, head == 1 ? "length, itself and the CRC included" : "02 and a long length");
    if (frame.size() < head + 2) {
      return said.cutOff(0);
    }
    int size = head == 1 ? frame.at(0) : frame.at(1) << 8 | frame.at(2);
    int address = frame.at(head);
    int command = frame.at(head + 1);
    said.field("length", size).field("address", address).field("command", command);
    said.part(1, address == FeigFrame.ANY ? "address: any reader" : "address: reader " + address);
    said.part(1, "command: " + command(command));
    if (size < 5) return said.unclear("damaged: a length of %d is too short".formatted(size), "");
    if (frame.size() < size) {
      return said.cutOff(size);
    }
    return whole(frame.slice(0, size), frame.size() - size, said, head);
  }

  private Explained whole(Bytes frame, int extra, Explanation said, int head) {
    int end = frame.size() - 2;
    if (!isRequest(frame) && end < head + 3) {
      return said.unclear("unknown: neither a request nor a reply with a status", "");
    }
    String what = isRequest(frame) ? request(frame, said, end) : reply(frame, said, head, end);
    said.part(2, "CRC, low byte first");
    var found = frame.from(end);
    var expected = FeigFrame.bytes(FeigFrame.crc(frame, end));
    String check = Explanation.check("crc16-8408-lo", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the CRC is wrong", check);
    if (extra > 0) return said.unclear("a whole frame and %d bytes more".formatted(extra), check);
    return what.isEmpty()
        ? said.unclear("unknown command %02X".formatted(frame.at(head + 1)), check)
        : said.known(what, check);
  }

  private static String request(Bytes frame, Explanation said, int end) {
    int command = frame.at(2);
    if (command != FeigCodec.ISO && command != FeigCodec.ISO_CUSTOM) {
      if (end > 3) said.part(end - 3, data(command, frame.at(3)));
      return command == FeigCodec.RF ? data(command, frame.at(3)) : command(command);
    }
    int at = 3;
    if (command == FeigCodec.ISO_CUSTOM) {
      said.field("maker", frame.at(at++)).part(1, "maker of the chip, 04 = NXP");
    }
    int sub = frame.at(at);
    int mode = frame.at(at + 1);
    said.field("subCommand", sub).field("mode", mode);
    said.part(1, "sub-command: " + subCommand(sub));
    if (sub == FeigCodec.INVENTORY && command == FeigCodec.ISO) {
      said.part(1, (mode & 0x80) == 0 ? "mode: a new inventory" : "mode: more of the last one");
      return (mode & 0x80) == 0 ? "inventory" : "inventory, more";
    }
    var uid = frame.slice(at + 2, at + 10);
    said.field("uid", uid.hex());
    said.part(1, "mode: addressed").part(8, "UID, E0 first");
    String what = subCommand(sub) + " of " + uid.hex();
    return switch (sub) {
      case FeigCodec.READ_BLOCKS -> {
        int first = frame.at(at + 10);
        int count = frame.at(at + 11);
        said.field("firstBlock", first).field("blocks", count);
        said.part(1, "first block").part(1, "number of blocks");
        yield "read %d blocks from %d of %s".formatted(count, first, uid.hex());
      }
      case FeigCodec.WRITE_AFI -> {
        said.field("afi", frame.at(at + 10)).part(1, "AFI");
        yield "write AFI %02X to %s".formatted(frame.at(at + 10), uid.hex());
      }
      case FeigCodec.WRITE_DSFID -> {
        said.field("dsfid", frame.at(at + 10)).part(1, "DSFID");
        yield "write DSFID %02X to %s".formatted(frame.at(at + 10), uid.hex());
      }
      case FeigCodec.WRITE_BLOCKS -> {
        int first = frame.at(at + 10);
        int count = frame.at(at + 11);
        said.field("firstBlock", first).field("blocks", count);
        said.part(1, "first block").part(1, "number of blocks").part(1, "bytes in a block");
        said.part(end - at - 13, "the blocks");
        yield "write %d blocks from %d to %s".formatted(count, first, uid.hex());
      }
      default -> what;
    };
  }

  private static String reply(Bytes frame, Explanation said, int head, int end) {
    int status = frame.at(head + 2);
    var reply = new Reply(frame.at(head), frame.at(head + 1), status, frame.slice(head + 3, end));
    said.field("status", status).part(1, "status: " + FeigCodec.meaning(status));
    boolean inventory =
        reply.command() == FeigCodec.ISO
            && !reply.data().isEmpty()
            && (status == FeigCodec.MORE_DATA || (status == FeigCodec.OK && listsTags(reply)));
    if (inventory) return "reply: " + inventory(reply, said);
    if (end > head + 3) {
      said.part(
          end - head - 3,
          status == FeigCodec.ISO_ERROR
              ? "ISO error: " + FeigCodec.isoError(frame.at(head + 3))
              : "data of the answer, as the command that was sent says");
    }
    return command(reply.command()).equals("unknown")
        ? ""
        : "reply to %s: %s".formatted(command(reply.command()), FeigCodec.status(reply));
  }

  /** Whether an answer to B0 is as long as a list of its first byte's number of tags. */
  private static boolean listsTags(Reply reply) {
    int count = reply.data().at(0);
    return reply.data().size() == 1 + count * 10 && FeigCodec.inventory(reply).others() == 0;
  }

  private static String inventory(Reply reply, Explanation said) {
    var listed = FeigCodec.inventory(reply);
    said.field("tags", listed.tags().size() + listed.others());
    said.field("uids", listed.tags().stream().map(tag -> (Object) tag.uid().hex()).toList());
    said.part(1, "number of tags");
    for (var tag : listed.tags()) {
      said.part(1, "type: ISO 15693").part(1, "DSFID %02X".formatted(tag.dsfid()));
      said.part(8, "UID, E0 first");
    }
    int left = reply.data().size() - 1 - listed.tags().size() * 10;
    if (left > 0) said.part(left, "transponders of another kind");
    String uids = listed.tags().stream().map(t -> t.uid().hex()).collect(Collectors.joining(", "));
    int count = listed.tags().size() + listed.others();
    return "%d %s%s%s"
        .formatted(
            count,
            count == 1 ? "tag" : "tags",
            uids.isEmpty() ? "" : ": " + uids,
            reply.status() == FeigCodec.MORE_DATA ? ", more to come" : "");
  }

  /** The exact shape of a request that we know. */
  private static boolean isRequest(Bytes frame) {
    if (frame.size() < 5 || frame.at(0) != frame.size()) return false;
    boolean toAny = frame.at(1) == FeigFrame.ANY;
    return switch (frame.at(2)) {
      case FeigCodec.ISO -> isIsoRequest(frame, 3);
      case FeigCodec.ISO_CUSTOM ->
          frame.size() > 6 && frame.at(3) == FeigCodec.NXP && isIsoRequest(frame, 4);
      case 0x52, FeigCodec.RF -> frame.size() == 6 && toAny;
      case 0x66 -> frame.size() == 6;
      default -> frame.size() == 5;
    };
  }

  private static boolean isIsoRequest(Bytes frame, int at) {
    if (frame.size() < at + 4) return false;
    int sub = frame.at(at);
    int size = frame.size() - at - 2;
    if (sub == FeigCodec.INVENTORY) return size == 2;
    boolean addressed = frame.at(at + 1) == 1;
    return switch (sub) {
      case 0x02, 0x25, 0x26, 0x28, 0x2A, FeigCodec.SYSTEM_INFORMATION -> addressed && size == 10;
      case FeigCodec.SET_EAS, FeigCodec.RESET_EAS -> addressed && size == 10;
      case FeigCodec.WRITE_AFI, FeigCodec.WRITE_DSFID -> addressed && size == 11;
      case FeigCodec.EAS_ALARM -> addressed && size == 10;
      case FeigCodec.READ_BLOCKS, 0x22, 0x2C -> addressed && size == 12;
      case FeigCodec.WRITE_BLOCKS ->
          addressed && size > 13 && size == 13 + frame.at(at + 11) * frame.at(at + 12);
      default -> false;
    };
  }

  private static boolean crcHolds(Bytes frame) {
    int end = frame.size() - 2;
    return frame.from(end).equals(FeigFrame.bytes(FeigFrame.crc(frame, end)));
  }

  private static Bytes zeroed(Bytes frame, int from) {
    int end = frame.size() - 2;
    if (from >= end) return frame;
    return FeigFrame.checked(frame.slice(0, from).plus(Bytes.copyOf(new byte[end - from])));
  }

  private static String data(int command, int value) {
    return switch (command) {
      case FeigCodec.RF -> value == 0 ? "RF off" : "RF on, antenna " + value;
      case 0x66 -> "mode %02X".formatted(value);
      default -> "data of the command";
    };
  }

  private static String command(int command) {
    return switch (command) {
      case 0x52 -> "baud-rate detect";
      case 0x63 -> "CPU reset";
      case FeigCodec.VERSION -> "software version";
      case 0x66 -> "reader information";
      case FeigCodec.RF_RESET -> "RF reset";
      case FeigCodec.RF -> "RF on or off";
      case 0x71 -> "set outputs";
      case 0x74 -> "read inputs";
      case FeigCodec.ISO -> "ISO command";
      case FeigCodec.ISO_CUSTOM -> "custom ISO command";
      case 0xBF -> "transparent ISO 15693";
      default -> "unknown";
    };
  }

  private static String subCommand(int sub) {
    return switch (sub) {
      case FeigCodec.INVENTORY -> "inventory";
      case 0x02 -> "stay quiet";
      case 0x22 -> "lock blocks";
      case FeigCodec.READ_BLOCKS -> "read blocks";
      case FeigCodec.WRITE_BLOCKS -> "write blocks";
      case 0x25 -> "select";
      case 0x26 -> "reset";
      case FeigCodec.WRITE_AFI -> "write AFI";
      case 0x28 -> "lock AFI";
      case FeigCodec.WRITE_DSFID -> "write DSFID";
      case 0x2A -> "lock DSFID";
      case FeigCodec.SYSTEM_INFORMATION -> "system information";
      case 0x2C -> "security status";
      case FeigCodec.SET_EAS -> "set EAS";
      case FeigCodec.RESET_EAS -> "reset EAS";
      case FeigCodec.EAS_ALARM -> "EAS alarm";
      default -> "unknown";
    };
  }
}
