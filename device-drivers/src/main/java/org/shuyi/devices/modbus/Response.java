package org.shuyi.devices.modbus;

import org.shuyi.devices.Bytes;

/** What a Modbus device answers. */
public sealed interface Response {
  /** The function that it answers, 1 to 16. */
  int function();

  /** Bits (functions 01 and 02) or words (03 and 04), packed as on the wire. */
  record Read(int function, Bytes bytes) implements Response {
    /** Bit {@code index} from 0: the lowest of the first byte is the first. */
    public boolean bit(int index) {
      return (bytes.at(index / 8) >> (index % 8) & 1) == 1;
    }

    /** Word {@code index} from 0, 0 to 65535. */
    public int word(int index) {
      return bytes.at(2 * index) << 8 | bytes.at(2 * index + 1);
    }
  }

  /**
   * What was written (05, 06, 0F, 10).
   *
   * @param value the value written, or how many were
   */
  record Wrote(int function, int address, int value) implements Response {}

  /**
   * An exception: the device did not do it.
   *
   * @param code 1 illegal function, 2 illegal address, 3 illegal value, 4 device failure, 6 busy
   */
  record Refused(int function, int code) implements Response {
    /** {@code exception 02: illegal address}. */
    public String words() {
      return "exception %02X: %s".formatted(code, meaning(code));
    }

    static String meaning(int code) {
      return switch (code) {
        case 1 -> "illegal function";
        case 2 -> "illegal address";
        case 3 -> "illegal value";
        case 4 -> "device failure";
        case 5 -> "accepted, not yet done";
        case 6 -> "busy";
        default -> "not in the documents";
      };
    }
  }

  /**
   * Bytes that an answer beginning with these two takes, without address and check; 0 where no
   * answer begins so.
   */
  static int sizeOf(int function, int second) {
    return switch (function) {
      case 0x01, 0x02, 0x03, 0x04 -> second == 0 || second > 250 ? 0 : 2 + second;
      case 0x05, 0x06, 0x0F, 0x10 -> 5;
      case 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x8F, 0x90 -> second == 0 ? 0 : 2;
      default -> 0;
    };
  }

  /** The answer of exactly {@link #sizeOf} bytes. */
  static Response of(Bytes answer) {
    int function = answer.at(0);
    if (function >= 0x80) return new Refused(function - 0x80, answer.at(1));
    if (function <= 0x04) return new Read(function, answer.from(2));
    return new Wrote(function, answer.at(1) << 8 | answer.at(2), answer.at(3) << 8 | answer.at(4));
  }
}
