package org.shuyi.devices.card.pcsc;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/** Says in words what a CCID message means, and blanks what comes from a card. */
final class PcscFrames implements Frames {
  /** What comes from a card is zeros but its status words; so is every piece of a message. */
  @Override
  public Bytes masked(Bytes frame) {
    if (frame.isEmpty()) return frame;
    boolean whole =
        frame.size() >= PcscCodec.HEAD
            && frame.size() == PcscCodec.HEAD + PcscCodec.length(frame)
            && (PcscCodec.isReply(frame.at(0)) || PcscCodec.isRequest(frame.at(0)));
    if (!whole) return Bytes.copyOf(new byte[frame.size()]);
    if (PcscCodec.isRequest(frame.at(0))) return frame;
    var masked = frame.toArray();
    for (int at = PcscCodec.HEAD; at < masked.length - 2; at++) masked[at] = 0;
    return Bytes.copyOf(masked);
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    int type = frame.at(0);
    if (!PcscCodec.isReply(type) && !PcscCodec.isRequest(type)) {
      return said.unclear("unknown: no CCID message of ours begins with %02X".formatted(type), "");
    }
    said.part(1, name(type));
    if (frame.size() < PcscCodec.HEAD) return said.cutOff(0);
    long length = PcscCodec.length(frame);
    said.field("length", length).part(4, "length, low byte first").part(1, "slot");
    said.field("sequence", frame.at(6)).part(1, "number of the question");
    said.part(3, PcscCodec.isReply(type) ? "status, error, chaining" : "parameters");
    if (length > PcscCodec.MOST_DATA) return said.unclear("length " + length, "");
    int size = PcscCodec.HEAD + (int) length;
    if (frame.size() < size) return said.cutOff(size);
    if (length > 0) said.part((int) length, "data");
    if (frame.size() > size) {
      return said.unclear("a whole message and %d bytes more".formatted(frame.size() - size), "");
    }
    return said.known(what(frame, type, (int) length), "");
  }

  private static String what(Bytes frame, int type, int length) {
    if (type == PcscCodec.TRANSFER) {
      boolean number = frame.from(PcscCodec.HEAD).equals(PcscCodec.GET_NUMBER);
      return number ? "ask for the card's number" : "%d bytes to the card".formatted(length);
    }
    if (PcscCodec.isRequest(type)) return name(type);
    int status = frame.at(7);
    String card =
        switch (status & 0x03) {
          case 0 -> "card powered";
          case 1 -> "card there";
          default -> "no card";
        };
    String outcome = (status & 0xC0) == 0 ? "" : ", failed with %02X".formatted(frame.at(8));
    String data = length == 0 ? "" : ", %d bytes from it".formatted(length);
    return "reply: " + card + outcome + data;
  }

  private static String name(int type) {
    return switch (type) {
      case PcscCodec.POWER_ON -> "power the card";
      case PcscCodec.POWER_OFF -> "leave the card";
      case PcscCodec.GET_STATUS -> "ask whether a card is there";
      case PcscCodec.TRANSFER -> "to the card";
      case PcscCodec.DATA_BLOCK -> "reply with data";
      default -> "reply: slot status";
    };
  }
}
