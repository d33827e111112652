package org.shuyi.devices.tag.uhfreader18;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Parsed;

/**
 * The frame of UHFReader18 and its relatives: length of what follows, address, command, [status],
 * data, CRC. Source: rfid-readers.md, section 3 (UHFReader18 User's Manual V2.0).
 */
public final class UhfFrame {
  /** The address that every reader answers to. */
  public static final int ANY = 255;

  /** Address, command, status and CRC. */
  private static final int SHORTEST_REPLY = 5;

  /** First byte of a heartbeat of readers on TCP: this and five times 00, without a CRC. */
  private static final int HEARTBEAT = 0x56;

  private static final int HEARTBEAT_BYTES = 6;

  /**
   * Something asked of a reader.
   *
   * @param address 0 to 254, 255 = any
   * @param data at most 92 bytes
   */
  public record Request(int address, int command, Bytes data) {}

  /** What a reader answers, or says unasked with command EE. */
  public record Reply(int address, int command, int status, Bytes data) {}

  private UhfFrame() {}

  public static Bytes encode(Request request) {
    var data = request.data();
    return checked(Bytes.of(data.size() + 4, request.address(), request.command()).plus(data));
  }

  public static Bytes encode(Reply reply) {
    var head =
        Bytes.of(
            reply.data().size() + SHORTEST_REPLY, reply.address(), reply.command(), reply.status());
    return checked(head.plus(reply.data()));
  }

  /**
   * Reads a reply at the front of what was received. A real frame may begin as a heartbeat does:
   * its CRC decides. A frame with a false CRC takes everything with it: to look for a frame inside
   * a damaged one would let a tag's content speak for the reader.
   */
  public static Parsed<Reply> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (isHeartbeat(received)) return new Parsed.Noise<>(HEARTBEAT_BYTES, "a heartbeat");
    int size = received.at(0) + 1;
    if (size <= SHORTEST_REPLY) return new Parsed.Noise<>(1, "no such length");
    if (received.size() < size) return new Parsed.More<>();
    var frame = received.slice(0, size);
    if (!frame.from(size - 2).equals(crc(frame, size - 2))) {
      return new Parsed.Noise<>(received.size(), "the CRC is wrong");
    }
    return new Parsed.Frame<>(
        new Reply(frame.at(1), frame.at(2), frame.at(3), frame.slice(4, size - 2)), size);
  }

  /** Whether these bytes begin with a heartbeat: a frame of 86 bytes has no four zeros there. */
  static boolean isHeartbeat(Bytes bytes) {
    if (bytes.size() < HEARTBEAT_BYTES || bytes.at(0) != HEARTBEAT) return false;
    for (int i = 1; i < HEARTBEAT_BYTES; i++) if (bytes.at(i) != 0) return false;
    return true;
  }

  /** CRC-16, polynomial 8408 (reflected 1021), start FFFF, of the first bytes; low byte first. */
  static Bytes crc(Bytes frame, int size) {
    int crc = Crc16.MCRF4XX.of(frame, size);
    return Bytes.of(crc & 0xFF, crc >> 8);
  }

  private static Bytes checked(Bytes unchecked) {
    return unchecked.plus(crc(unchecked, unchecked.size()));
  }
}
