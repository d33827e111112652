package org.shuyi.devices.dispenser.crt;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.dispenser.DispenserState;

/** Says in words what a frame of a CRT dispenser means. Nothing in them is personal. */
final class CrtFrames implements Frames {
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (frame.size() == 1 && frame.at(0) != CrtCodec.HEAD) return control(frame.at(0), said);
    if (frame.at(0) != CrtCodec.HEAD) return said.unclear("unknown: a frame begins with F2", "");
    said.part(1, "head");
    if (frame.size() < 4) return said.cutOff(0);
    int length = CrtCodec.length(frame);
    said.field("address", frame.at(1)).part(1, "address " + frame.at(1));
    said.field("length", length).part(2, "length from the type to the last data byte");
    if (length < 3 || length > CrtCodec.LONGEST) return said.unclear("length " + length, "");
    int size = length + CrtCodec.AROUND;
    if (frame.size() < size) return said.cutOff(size);
    said.field("command", frame.at(5)).field("parameter", frame.at(6));
    said.part(1, "type").part(1, "command").part(1, "parameter").part(length - 3, "data");
    said.part(1, "end").part(1, "xor8");
    var found = frame.slice(size - 1, size);
    var expected = Bytes.of(CrtCodec.xor(frame, size - 1));
    String check = Explanation.check("xor8", found, expected);
    if (!found.equals(expected)) return said.unclear("damaged: the xor is wrong", check);
    String what = what(frame, length);
    if (what.isEmpty()) return said.unclear("unknown type or command", check);
    return frame.size() > size
        ? said.unclear("a whole frame and %d bytes more".formatted(frame.size() - size), check)
        : said.known(what, check);
  }

  private static Explained control(int value, Explanation said) {
    return switch (value) {
      case 0x06 -> said.part(1, "ACK").known("understood", "");
      case 0x15 -> said.part(1, "NAK").known("not understood", "");
      case 0x04 -> said.part(1, "EOT").known("given up", "");
      default -> said.unclear("unknown: a frame begins with F2", "");
    };
  }

  private static String what(Bytes frame, int length) {
    String order = order(frame.at(5), frame.at(6));
    return switch (frame.at(4)) {
      case CrtCodec.COMMAND -> order;
      case CrtCodec.DONE -> {
        if (length < 6) yield "";
        var done =
            new CrtCodec.Said.Done(frame.at(5), frame.at(6), frame.at(7), frame.at(8), frame.at(9));
        yield "reply: " + state(CrtCodec.state(done, ""));
      }
      case CrtCodec.FAILED, CrtCodec.FAILED_TOO -> {
        if (length < 5) yield "";
        String error = "" + (char) frame.at(7) + (char) frame.at(8);
        yield "failed: %s, asked to %s".formatted(CrtCodec.meaning(error), order);
      }
      default -> "";
    };
  }

  private static String state(DispenserState state) {
    String card =
        switch (state.card()) {
          case NONE -> "no card";
          case INSIDE -> "card inside";
          case GATE -> "card in the gate";
        };
    String stack =
        switch (state.stack()) {
          case EMPTY -> "stack empty";
          case FEW -> "few left";
          case ENOUGH -> "enough";
        };
    return "%s, %s, %s".formatted(card, stack, state.binFull() ? "bin full" : "room in the bin");
  }

  private static String order(int command, int parameter) {
    return switch (command << 8 | parameter) {
      case 0x3030 -> "initialise, keep the card";
      case 0x3031 -> "initialise, capture the card";
      case 0x3033 -> "initialise, do not move a card";
      case 0x3130 -> "status";
      case 0x3131 -> "sensors";
      case 0x3230 -> "card to the gate, held";
      case 0x3231 -> "card to the contacts";
      case 0x3232 -> "card to the RF position";
      case 0x3233 -> "card to the error bin";
      case 0x3239 -> "card out of the gate";
      case 0x3330 -> "open the entry";
      case 0x3331 -> "close the entry";
      default -> "";
    };
  }
}
