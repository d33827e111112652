package org.shuyi.devices.tag.feig;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Parsed;

/**
 * The frame of FEIG's "ISO host" protocol, whatever it carries: length, address, command, [status],
 * data, CRC. The length counts itself and the CRC. Source: rfid-readers.md, section 1.
 *
 * <p>A reply longer than 255 bytes begins with 02 and has a length of two bytes.
 */
public final class FeigFrame {
  /** The address that every reader answers to. */
  public static final int ANY = 255;

  private static final int LONG_HEAD = 0x02;
  private static final int SHORTEST_REPLY = 6;
  private static final int SHORTEST_LONG_REPLY = 8;

  /** Above all that a reader of these families has in its buffer. */
  private static final int LONGEST_REPLY = 2_048;

  /**
   * Something asked of a reader.
   *
   * @param address 0 to 253, 255 = any
   */
  public record Request(int address, int command, Bytes data) {}

  /** What a reader answers; {@code status} 00 is good. */
  public record Reply(int address, int command, int status, Bytes data) {}

  private FeigFrame() {}

  /** The bytes of a request of at most 250 bytes of data. */
  public static Bytes encode(Request request) {
    var data = request.data();
    return checked(Bytes.of(data.size() + 5, request.address(), request.command()).plus(data));
  }

  /** The bytes of a reply, in the long form where it must be. */
  public static Bytes encode(Reply reply) {
    int size = reply.data().size() + SHORTEST_REPLY;
    var head =
        size <= 255 ? Bytes.of(size) : Bytes.of(LONG_HEAD, (size + 2) >> 8, (size + 2) & 0xFF);
    return checked(head.plus(reply.address(), reply.command(), reply.status()).plus(reply.data()));
  }

  /**
   * Reads a reply at the front of what was received. A frame with a false CRC takes everything with
   * it: to look for a frame inside a damaged one would let a tag's content speak for the reader.
   */
  public static Parsed<Reply> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    int head = headSize(received);
    if (received.size() < head) return new Parsed.More<>();
    int size = head == 1 ? received.at(0) : received.at(1) << 8 | received.at(2);
    int least = head == 1 ? SHORTEST_REPLY : SHORTEST_LONG_REPLY;
    if (size < least || size > LONGEST_REPLY) return new Parsed.Noise<>(1, "no such length");
    if (received.size() < size) return new Parsed.More<>();
    var frame = received.slice(0, size);
    if (crc(frame, size - 2) != found(frame)) {
      return new Parsed.Noise<>(received.size(), "the CRC is wrong");
    }
    return new Parsed.Frame<>(
        new Reply(
            frame.at(head),
            frame.at(head + 1),
            frame.at(head + 2),
            frame.slice(head + 3, size - 2)),
        size);
  }

  /** 1, or 3 for a long reply. */
  static int headSize(Bytes frame) {
    return frame.at(0) == LONG_HEAD ? 3 : 1;
  }

  /** CRC-16, polynomial 8408 (reflected 1021), start FFFF, of the first {@code size} bytes. */
  static int crc(Bytes frame, int size) {
    return Crc16.MCRF4XX.of(frame, size);
  }

  /** A CRC as it stands in a frame: low byte first. */
  static Bytes bytes(int crc) {
    return Bytes.of(crc & 0xFF, crc >> 8);
  }

  /** The frame with its CRC behind it. */
  static Bytes checked(Bytes unchecked) {
    return unchecked.plus(bytes(crc(unchecked, unchecked.size())));
  }

  private static int found(Bytes frame) {
    return frame.at(frame.size() - 2) | frame.at(frame.size() - 1) << 8;
  }
}
