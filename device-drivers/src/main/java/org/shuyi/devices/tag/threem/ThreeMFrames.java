package org.shuyi.devices.tag.threem;

import static java.util.stream.Collectors.joining;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.tag.threem.ThreeMFrame.Frame;

/**
 * Says in words what a frame of a 3M reader means. A request and a reply have no mark of their own:
 * a frame counts as a request when it has exactly a request's shape, with a UID that begins with
 * E0.
 */
final class ThreeMFrames implements Frames {
  private static final int UID_BYTES = 8;

  /** A book's number is not personal. */
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    int start = frame.at(0);
    boolean known = start == ThreeMFrame.DOCUMENTED || start == ThreeMFrame.UNDOCUMENTED;
    if (!known) return said.unclear("unknown: it begins with neither D6 nor D5", "");
    said.part(1, start == ThreeMFrame.DOCUMENTED ? "start" : "start, not documented");
    if (frame.size() < 3) return said.cutOff(0);
    int length = frame.at(1) << 8 | frame.at(2);
    said.field("length", length).part(2, "length of what follows, high byte first");
    if (length < 3)
      return said.unclear("damaged: a length of %d is too short".formatted(length), "");
    int size = length + 3;
    if (frame.size() < size) return said.cutOff(size);
    var whole = frame.slice(0, size);
    var content = new Frame(start, whole.slice(3, size - 2));
    said.field("command", content.command()).part(1, "command: " + command(content));
    String what = isRequest(content) ? request(content, said) : reply(content, said);
    said.part(2, "CRC, high byte first");
    var found = whole.from(size - 2);
    var expected = ThreeMFrame.crc(whole.slice(1, size - 2));
    String check = Explanation.check("crc16-1021-ffff-inv-from-1", found, expected);
    if (!(ThreeMFrame.parse(whole) instanceof Parsed.Frame<Frame>)) {
      return said.unclear("damaged: the CRC is wrong or the frame is too long", check);
    }
    int extra = frame.size() - size;
    if (extra > 0) return said.unclear("a whole frame and %d bytes more".formatted(extra), check);
    return what.isEmpty()
        ? said.unclear("unknown command %02X".formatted(content.command()), check)
        : said.known(what, check);
  }

  private static String request(Frame frame, Explanation said) {
    var body = frame.body();
    int rest = body.size() - 1;
    if (frame.start() == ThreeMFrame.UNDOCUMENTED || rest == 0) {
      said.part(rest, "data, not documented");
      return command(frame);
    }
    if (frame.command() == ThreeMCodec.INVENTORY) {
      said.field("afi", body.at(1)).field("options", body.at(2));
      said.part(1, body.at(1) == 0 ? "AFI: all" : "AFI").part(1, "options: " + options(body.at(2)));
      return "inventory of %s, %s"
          .formatted(
              body.at(1) == 0 ? "all tags" : "AFI %02X".formatted(body.at(1)), options(body.at(2)));
    }
    if (!isAddressed(frame.command())) {
      said.part(rest, "data of the command");
      return command(frame);
    }
    var uid = body.slice(1, 1 + UID_BYTES);
    said.field("uid", uid.hex()).part(UID_BYTES, "UID, E0 first");
    int more = rest - UID_BYTES;
    switch (frame.command()) {
      case ThreeMCodec.READ_BLOCKS, ThreeMCodec.WRITE_BLOCKS -> {
        said.field("firstBlock", body.at(9)).field("blocks", body.at(10));
        said.part(1, "first block").part(1, "number of blocks");
        if (more > 2) said.part(1, "options").part(more - 3, "the blocks");
        return "%s: %d from %d of %s".formatted(command(frame), body.at(10), body.at(9), uid.hex());
      }
      default -> {
        if (more > 0) said.field("value", body.at(9)).part(more, "value");
        return more > 0
            ? "%s %02X of %s".formatted(command(frame), body.at(9), uid.hex())
            : "%s of %s".formatted(command(frame), uid.hex());
      }
    }
  }

  private static String reply(Frame frame, Explanation said) {
    if (frame.start() == ThreeMFrame.UNDOCUMENTED) {
      said.part(frame.body().size() - 1, "hardware version, not documented");
      return "reply to " + command(frame);
    }
    if (frame.body().size() < 2) return "";
    said.field("error", frame.error()).part(1, "error: " + ThreeMCodec.meaning(frame.error()));
    if (frame.command() == ThreeMCodec.INVENTORY && frame.error() == ThreeMCodec.OK) {
      return inventory(frame, said);
    }
    int rest = frame.data().size();
    if (isAddressed(frame.command()) && rest >= UID_BYTES) {
      var uid = frame.data().slice(0, UID_BYTES);
      said.field("uid", uid.hex()).part(UID_BYTES, "UID, E0 first");
      said.part(rest - UID_BYTES, "data of the answer");
    } else {
      said.part(rest, "data of the answer");
    }
    boolean register =
        frame.command() == ThreeMCodec.GET_AFI || frame.command() == ThreeMCodec.GET_DSFID;
    String value =
        register && rest == UID_BYTES + 1 ? " %02X".formatted(frame.data().at(UID_BYTES)) : "";
    String name = command(frame);
    return name.equals("unknown")
        ? ""
        : "reply to %s:%s %s".formatted(name, value, ThreeMCodec.status(frame));
  }

  private static String inventory(Frame frame, Explanation said) {
    var data = frame.data();
    if (data.size() < 3) return "";
    said.field("options", data.at(1)).field("tags", data.at(2));
    said.part(1, "AFI").part(1, "options: " + options(data.at(1))).part(1, "number of tags");
    var tags = ThreeMCodec.inventory(frame);
    String count = data.at(2) + (data.at(2) == 1 ? " tag" : " tags");
    if (tags.isEmpty()) {
      said.part(data.size() - 3, "tags, not as the options say");
      boolean nothingAsked = (data.at(1) & ThreeMCodec.WITH_UID) == 0 && data.size() == 3;
      return nothingAsked ? "reply: %s, nothing asked about them".formatted(count) : "";
    }
    for (var tag : tags.get()) {
      tag.dsfid().ifPresent(dsfid -> said.part(1, "DSFID %02X".formatted(dsfid)));
      said.part(UID_BYTES, "UID, E0 first");
    }
    said.field("uids", tags.get().stream().map(tag -> (Object) tag.uid().hex()).toList());
    String uids = tags.get().stream().map(tag -> tag.uid().hex()).collect(joining(", "));
    return "reply: " + count + (uids.isEmpty() ? "" : ": " + uids);
  }

  private static boolean isRequest(Frame frame) {
    var body = frame.body();
    int size = body.size() - 1;
    if (frame.start() == ThreeMFrame.UNDOCUMENTED) return size == 2;
    if (frame.command() == ThreeMCodec.INVENTORY) return size == 2;
    if (!isAddressed(frame.command())) {
      return switch (frame.command()) {
        case ThreeMCodec.VERSION -> size == 0;
        // An answer has its error here, which is 00 if all went well.
        case 0x13, 0x14 -> size > 0 && body.at(1) != 0;
        default -> false;
      };
    }
    if (size < UID_BYTES || body.at(1) != 0xE0) return false;
    int more = size - UID_BYTES;
    return switch (frame.command()) {
      case ThreeMCodec.READ_BLOCKS -> more == 2;
      case ThreeMCodec.WRITE_BLOCKS -> more > 3;
      case 0x05, 0x07, 0x08 -> more >= 1;
      case ThreeMCodec.WRITE_AFI, ThreeMCodec.WRITE_DSFID, ThreeMCodec.EAS_CONTROL -> more == 1;
      default -> more == 0;
    };
  }

  private static boolean isAddressed(int command) {
    return command >= 0x01 && command <= 0x0F;
  }

  private static String options(int options) {
    boolean uid = (options & ThreeMCodec.WITH_UID) != 0;
    boolean dsfid = (options & ThreeMCodec.WITH_DSFID) != 0;
    if (uid) return dsfid ? "DSFID and UID" : "UID";
    return dsfid ? "DSFID" : "nothing";
  }

  private static String command(Frame frame) {
    if (frame.start() == ThreeMFrame.UNDOCUMENTED) return "wake up";
    return switch (frame.command()) {
      case 0x01 -> "quiet";
      case ThreeMCodec.READ_BLOCKS -> "read blocks";
      case ThreeMCodec.CHECK_EAS -> "check EAS";
      case ThreeMCodec.WRITE_BLOCKS -> "write blocks";
      case 0x05 -> "write block";
      case 0x06 -> "lock AFI";
      case 0x07 -> "write and lock block";
      case 0x08 -> "lock block";
      case ThreeMCodec.WRITE_AFI -> "write AFI";
      case ThreeMCodec.GET_AFI -> "get AFI";
      case ThreeMCodec.WRITE_DSFID -> "write DSFID";
      case ThreeMCodec.EAS_CONTROL -> "EAS control";
      case 0x0D -> "tag information";
      case 0x0E -> "lock DSFID";
      case ThreeMCodec.GET_DSFID -> "get DSFID";
      case ThreeMCodec.VERSION -> "version";
      case 0x13 -> "set up (not documented)";
      case 0x14 -> "ISO pass-through";
      case ThreeMCodec.INVENTORY -> "inventory";
      default -> "unknown";
    };
  }
}
