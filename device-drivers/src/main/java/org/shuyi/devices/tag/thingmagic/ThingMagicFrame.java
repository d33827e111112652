package org.shuyi.devices.tag.thingmagic;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;

/**
 * The frame of ThingMagic's modules M5e and M6e and of Silion's: FF, length of the data, command,
 * [status (2)], data, CRC. Source: rfid-readers.md, section 4.
 */
public final class ThingMagicFrame {
  static final int START = 0xFF;

  /** Start, length, command, status and CRC. */
  private static final int AROUND_REPLY = 7;

  /**
   * Something asked of a module.
   *
   * @param data at most 250 bytes
   */
  public record Request(int command, Bytes data) {}

  /** What a module answers; {@code status} 0000 is good. */
  public record Reply(int command, int status, Bytes data) {}

  private ThingMagicFrame() {}

  public static Bytes encode(Request request) {
    return checked(Bytes.of(request.data().size(), request.command()).plus(request.data()));
  }

  public static Bytes encode(Reply reply) {
    return checked(
        Bytes.of(reply.data().size(), reply.command(), reply.status() >> 8, reply.status() & 0xFF)
            .plus(reply.data()));
  }

  /**
   * Reads a reply at the front of what was received. A frame with a false CRC takes everything with
   * it: to look for a frame inside a damaged one would let a tag's content speak for the module.
   */
  public static Parsed<Reply> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != START) return new Parsed.Noise<>(1, "no start");
    if (received.size() < 2) return new Parsed.More<>();
    int size = received.at(1) + AROUND_REPLY;
    if (received.size() < size) return new Parsed.More<>();
    var frame = received.slice(0, size);
    if (!frame.from(size - 2).equals(crc(frame.slice(1, size - 2)))) {
      return new Parsed.Noise<>(received.size(), "the CRC is wrong");
    }
    return new Parsed.Frame<>(
        new Reply(frame.at(2), frame.at(3) << 8 | frame.at(4), frame.slice(5, size - 2)), size);
  }

  /**
   * CRC-16, polynomial 1021, start FFFF, of all bytes but the first, which are shifted in and not
   * added; its two bytes, high one first.
   */
  static Bytes crc(Bytes afterStart) {
    int crc = 0xFFFF;
    for (int i = 0; i < afterStart.size(); i++) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean out = (crc & 0x8000) != 0;
        crc = (crc << 1 | (afterStart.at(i) >> bit & 1)) & 0xFFFF;
        if (out) crc ^= 0x1021;
      }
    }
    return Bytes.of(crc >> 8, crc & 0xFF);
  }

  private static Bytes checked(Bytes afterStart) {
    return Bytes.of(START).plus(afterStart).plus(crc(afterStart));
  }
}
