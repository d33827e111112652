package org.shuyi.devices.modbus;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;

/**
 * Says in words what a Modbus frame means, on a serial line or on TCP. Nothing in them is personal.
 *
 * <p>A frame does not say which of both it is, nor whether it asks or answers: a good CRC makes it
 * RTU, a header that fits makes it TCP; a read of eight bytes is taken for a question, unless its
 * third byte counts the rest.
 */
public final class ModbusFrames implements Frames {
  private static final int LISTED = 16;

  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    if (isTcp(frame)) return tcp(frame, said);
    if (frame.size() < 5) return said.unclear("cut off: a frame has 5 bytes at least", "");
    return rtu(frame, said);
  }

  private static boolean isTcp(Bytes frame) {
    return frame.size() >= Framing.HEADER + 2
        && frame.at(2) == 0
        && frame.at(3) == 0
        && (frame.at(4) << 8 | frame.at(5)) == frame.size() - Framing.HEADER + 1;
  }

  private static Explained tcp(Bytes frame, Explanation said) {
    int transaction = frame.at(0) << 8 | frame.at(1);
    said.field("transaction", transaction).part(2, "number of the question " + transaction);
    said.part(2, "protocol: Modbus").part(2, "bytes that follow");
    said.field("unit", frame.at(6)).part(1, "unit " + frame.at(6));
    String what = body(frame.from(Framing.HEADER), frame.at(6), said);
    return what.isEmpty() ? said.unclear("unknown function or length", "") : said.known(what, "");
  }

  private static Explained rtu(Bytes frame, Explanation said) {
    var open = frame.slice(0, frame.size() - 2);
    int crc = Crc16.MODBUS.of(open);
    var expected = Bytes.of(crc & 0xFF, crc >> 8);
    var found = frame.from(frame.size() - 2);
    String check = Explanation.check("crc16", found, expected);
    said.field("unit", frame.at(0)).part(1, "unit " + frame.at(0));
    String what = body(open.from(1), frame.at(0), said);
    said.part(2, "crc16, low byte first");
    if (!found.equals(expected)) return said.unclear("damaged: the CRC is wrong", check);
    return what.isEmpty()
        ? said.unclear("unknown function or length", check)
        : said.known(what, check);
  }

  /** Goes through function and data; empty where they make no sense. */
  private static String body(Bytes body, int unit, Explanation said) {
    int function = body.at(0);
    said.field("function", function & 0x7F).part(1, name(function));
    if (function >= 0x80) return refusal(body, said);
    return switch (function) {
      case 0x01, 0x02, 0x03, 0x04 ->
          body.size() == 5 && body.at(1) != 3 ? question(body, unit, said) : answer(body, said);
      case 0x05, 0x06 -> single(body, unit, said);
      case 0x0F, 0x10 -> several(body, unit, said);
      default -> "";
    };
  }

  private static String refusal(Bytes body, Explanation said) {
    if (body.size() != 2) return "";
    var refused = new Response.Refused(body.at(0) - 0x80, body.at(1));
    said.field("exception", refused.code()).part(1, refused.words());
    return "reply: %s, to %s".formatted(refused.words(), name(body.at(0) & 0x7F));
  }

  private static String question(Bytes body, int unit, Explanation said) {
    int first = word(body, 1);
    int count = word(body, 3);
    said.field("first", first).part(2, "from address " + first);
    said.field("count", count).part(2, "so many: " + count);
    return "%s of unit %d: %d from %d".formatted(name(body.at(0)), unit, count, first);
  }

  private static String answer(Bytes body, Explanation said) {
    if (body.size() < 3 || body.at(1) != body.size() - 2) return "";
    said.part(1, "bytes that follow");
    boolean bits = body.at(0) <= 0x02;
    if (!bits && body.at(1) % 2 != 0) return "";
    List<Object> values = bits ? ones(body.from(2)) : words(body.from(2));
    said.field(bits ? "on" : "words", values).part(body.at(1), bits ? "bits, from 0" : "words");
    String list = values.size() > LISTED ? values.size() + " values" : values.toString();
    return "reply: %s: %s".formatted(name(body.at(0)), bits ? "on are " + list : list);
  }

  private static String single(Bytes body, int unit, Explanation said) {
    if (body.size() != 5) return "";
    int address = word(body, 1);
    int value = word(body, 3);
    said.field("address", address).part(2, "address " + address);
    said.field("value", value).part(2, "value %04X".formatted(value));
    boolean coil = body.at(0) == 0x05;
    String to = !coil || (value != 0 && value != Request.ON) ? "%d".formatted(value) : onOff(value);
    return "write %s %d of unit %d: %s (question or answer)"
        .formatted(coil ? "coil" : "register", address, unit, to);
  }

  private static String onOff(int value) {
    return value == 0 ? "off" : "on";
  }

  private static String several(Bytes body, int unit, Explanation said) {
    if (body.size() < 5) return "";
    int first = word(body, 1);
    int count = word(body, 3);
    said.field("first", first).part(2, "from address " + first);
    said.field("count", count).part(2, "so many: " + count);
    if (body.size() == 5) return "reply: %s: %d from %d".formatted(name(body.at(0)), count, first);
    if (body.size() < 7 || body.at(5) != body.size() - 6) return "";
    boolean bits = body.at(0) == 0x0F;
    if (!bits && body.at(5) % 2 != 0) return "";
    List<Object> values = bits ? ones(body.from(6)) : words(body.from(6));
    said.part(1, "bytes that follow").field(bits ? "on" : "words", values);
    said.part(body.at(5), bits ? "bits, from 0" : "words");
    return "%s of unit %d: %d from %d".formatted(name(body.at(0)), unit, count, first);
  }

  private static int word(Bytes body, int at) {
    return body.at(at) << 8 | body.at(at + 1);
  }

  private static List<Object> ones(Bytes packed) {
    var ones = new ArrayList<Object>();
    for (int i = 0; i < packed.size() * 8; i++) {
      if ((packed.at(i / 8) >> (i % 8) & 1) == 1) ones.add(i);
    }
    return ones;
  }

  private static List<Object> words(Bytes packed) {
    var words = new ArrayList<Object>();
    for (int i = 0; i + 1 < packed.size(); i += 2) words.add(word(packed, i));
    return words;
  }

  private static String name(int function) {
    return switch (function) {
      case 0x01 -> "read coils";
      case 0x02 -> "read inputs";
      case 0x03 -> "read holding registers";
      case 0x04 -> "read input registers";
      case 0x05 -> "write coil";
      case 0x06 -> "write register";
      case 0x0F -> "write coils";
      case 0x10 -> "write registers";
      default -> function >= 0x80 ? "refused" : "unknown function";
    };
  }
}
