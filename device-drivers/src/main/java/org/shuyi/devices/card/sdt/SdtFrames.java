package org.shuyi.devices.card.sdt;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Says in words what a frame of a SAM_V module means, and blanks what comes from a card. */
final class SdtFrames implements Frames {
  /** A reply without data: nothing of a card is in it. */
  private static final int BARE = SdtCodec.BEFORE + SdtCodec.SHORTEST_REPLY;

  /**
   * Statuses stay; all other bytes of longer frames, and of pieces of frames, are zeros. The check
   * of a whole frame is made anew, so that it tells nothing either.
   */
  @Override
  public Bytes masked(Bytes frame) {
    if (frame.size() < SdtCodec.BEFORE || !head(frame)) {
      return Bytes.copyOf(new byte[frame.size()]);
    }
    int whole = SdtCodec.BEFORE + SdtCodec.length(frame);
    if (frame.size() <= BARE && whole <= BARE) return frame;
    var masked = new byte[frame.size()];
    int shown = Math.min(frame.size(), SdtCodec.BEFORE + 3);
    System.arraycopy(frame.toArray(), 0, masked, 0, shown);
    if (frame.size() == whole) {
      masked[whole - 1] = (byte) SdtCodec.check(Bytes.copyOf(masked), whole);
    }
    return Bytes.copyOf(masked);
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    int head = Math.min(frame.size(), SdtCodec.HEAD.size());
    if (!frame.slice(0, head).equals(SdtCodec.HEAD.slice(0, head))) {
      return said.unclear("unknown: a frame begins with AA AA AA 96 69", "");
    }
    said.part(SdtCodec.HEAD.size(), "head");
    if (frame.size() < SdtCodec.BEFORE) return said.cutOff(0);
    int length = SdtCodec.length(frame);
    said.field("length", length).part(2, "length of what follows");
    int size = SdtCodec.BEFORE + length;
    if (length < 3 || length > SdtCodec.LONGEST) return said.unclear("length " + length, "");
    if (frame.size() < size) return said.cutOff(size);
    String what = length == 3 ? request(frame, said) : reply(frame, length, said);
    said.part(1, "xor8");
    return judged(frame, size, what, said);
  }

  private static boolean head(Bytes frame) {
    return frame.slice(0, SdtCodec.HEAD.size()).equals(SdtCodec.HEAD);
  }

  private static Explained judged(Bytes frame, int size, String what, Explanation said) {
    var found = frame.slice(size - 1, size);
    var expected = Bytes.of(SdtCodec.check(frame, size));
    String check = Explanation.check("xor8", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the xor is wrong", check);
    if (what.isEmpty()) return said.unclear("unknown command", check);
    return frame.size() > size
        ? said.unclear("a whole frame and %d bytes more".formatted(frame.size() - size), check)
        : said.known(what, check);
  }

  private static String request(Bytes frame, Explanation said) {
    int command = frame.at(SdtCodec.BEFORE) << 8 | frame.at(SdtCodec.BEFORE + 1);
    said.field("command", command).part(2, "command");
    return switch (command) {
      case 0x10FF -> "reset";
      case 0x11FF -> "state";
      case 0x12FF -> "module number";
      case 0x2001 -> "find a card";
      case 0x2002 -> "select";
      case 0x3001 -> "read text and photo";
      case 0x3003 -> "read further address";
      case 0x3010 -> "read text, photo and fingerprint";
      default -> "";
    };
  }

  private static String reply(Bytes frame, int length, Explanation said) {
    int status = frame.at(SdtCodec.BEFORE + 2);
    int data = length - SdtCodec.SHORTEST_REPLY;
    said.field("status", status).field("dataBytes", data).part(2, "SW1, SW2");
    said.part(1, meaning(status));
    if (data > 0) said.part(data, "data of the module or a card");
    return "reply: " + meaning(status) + (data > 0 ? ", %d bytes of data".formatted(data) : "");
  }

  static String meaning(int status) {
    return switch (status) {
      case SdtCodec.OK -> "ok";
      case SdtCodec.FOUND -> "found";
      case SdtCodec.NOTHING -> "nothing found";
      case 0x10 -> "checksum wrong";
      case 0x11 -> "length wrong";
      case 0x21 -> "command wrong";
      case 0x24 -> "unknown error";
      case 0x31 -> "the card refused the reader";
      case 0x32 -> "the reader refused the card";
      case 0x33 -> "information does not verify";
      case 0x40 -> "wrong card";
      case 0x41 -> "read failed";
      case 0x47 -> "random number failed";
      case SdtCodec.SELF_TEST -> "self test failed";
      case SdtCodec.NOT_LICENSED -> "not licensed";
      case 0x81 -> "select failed";
      case 0x91 -> "no further information";
      default -> "status %02X".formatted(status);
    };
  }
}
