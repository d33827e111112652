package org.shuyi.devices.tag.threem;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Parsed;

/**
 * The frame of 3M's readers 810 and 210: D6, length (2, high first) of all that follows it,
 * command, data, CRC (2, high first). Source: rfid-readers.md, section 2 (3M Model 210 Protocol
 * Specification of 2009).
 *
 * <p>Frames that begin with D5 are not in the specification. Two public drivers open a talk with
 * one, and both known models answer it.
 */
public final class ThreeMFrame {
  public static final int DOCUMENTED = 0xD6;
  public static final int UNDOCUMENTED = 0xD5;

  /** Start, length and CRC. */
  private static final int AROUND = 5;

  /** Command and CRC. */
  private static final int SHORTEST = 3;

  /** Above 100 tags of nine bytes and above 60 blocks, which are all that is asked for here. */
  private static final int LONGEST = 2_048;

  /**
   * A frame in either direction.
   *
   * @param start D6, or D5 for what is not documented
   * @param body command and data; of a reply the byte after the command is its error
   */
  public record Frame(int start, Bytes body) {
    public int command() {
      return body.at(0);
    }

    /** The reply's error, 00 if all went well; FF where a reply holds none. */
    public int error() {
      return body.size() > 1 ? body.at(1) : 0xFF;
    }

    /** What follows a reply's error. */
    public Bytes data() {
      return body.from(Math.min(2, body.size()));
    }
  }

  private ThreeMFrame() {}

  public static Bytes encode(Frame frame) {
    int length = frame.body().size() + 2;
    var checked = Bytes.of(length >> 8, length & 0xFF).plus(frame.body());
    return Bytes.of(frame.start()).plus(checked).plus(crc(checked));
  }

  /**
   * Reads a frame at the front of what was received. One with a false CRC takes everything with it:
   * to look for a frame inside a damaged one would let a tag's content speak for the reader.
   */
  public static Parsed<Frame> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    int start = received.at(0);
    if (start != DOCUMENTED && start != UNDOCUMENTED) {
      return new Parsed.Noise<>(1, "neither D6 nor D5");
    }
    if (received.size() < 3) return new Parsed.More<>();
    int length = received.at(1) << 8 | received.at(2);
    if (length < SHORTEST || length > LONGEST) return new Parsed.Noise<>(1, "no such length");
    int size = length + 3;
    if (received.size() < size) return new Parsed.More<>();
    var frame = received.slice(0, size);
    if (!frame.from(size - 2).equals(crc(frame.slice(1, size - 2)))) {
      return new Parsed.Noise<>(received.size(), "the CRC is wrong");
    }
    return new Parsed.Frame<>(new Frame(start, frame.slice(3, size - 2)), size);
  }

  /** How many bytes a frame takes that has this body. */
  static int size(Bytes body) {
    return body.size() + AROUND;
  }

  /**
   * CRC-16, polynomial 1021, start FFFF, inverted, of all bytes but the first: its two bytes, high
   * one first.
   */
  static Bytes crc(Bytes afterStart) {
    int inverted = Crc16.IBM_3740.of(afterStart) ^ 0xFFFF;
    return Bytes.of(inverted >> 8, inverted & 0xFF);
  }
}
