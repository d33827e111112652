package org.shuyi.devices.modbus;

import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Parsed;

/**
 * How questions and answers are wrapped: on a serial line by address and CRC, on TCP by a header of
 * seven bytes with a number that the answer repeats.
 *
 * <p>A serial frame ends by its own length and check, not by a silence: a USB adapter cannot keep
 * the silences of the Modbus serial-line guide.
 */
public enum Framing {
  /** Address, function, data, CRC with the low byte first. */
  RTU {
    @Override
    public Bytes frame(int transaction, int unit, Request request) {
      var open = Bytes.of(unit).plus(request.bytes());
      int crc = Crc16.MODBUS.of(open);
      return open.plus(crc & 0xFF, crc >> 8);
    }

    @Override
    public Parsed<Answered> parse(Bytes received, int mostBytes) {
      if (received.size() < 3) return new Parsed.More<>();
      int size = Response.sizeOf(received.at(1), received.at(2));
      if (size == 0) return new Parsed.Noise<>(1, "no answer begins so");
      if (size > Math.max(mostBytes + 2, LONGEST_FIXED)) return new Parsed.Noise<>(1, "too long");
      int whole = 1 + size + 2;
      if (received.size() < whole) return new Parsed.More<>();
      int said = received.at(whole - 2) | received.at(whole - 1) << 8;
      if (said != Crc16.MODBUS.of(received, whole - 2))
        return new Parsed.Noise<>(1, "the CRC is bad");
      var response = Response.of(received.slice(1, 1 + size));
      return new Parsed.Frame<>(new Answered(0, received.at(0), response), whole);
    }

    @Override
    public boolean numbers() {
      return false;
    }
  },

  /** Number, 0000, length, unit, function, data. TCP checks the bytes. */
  TCP {
    @Override
    public Bytes frame(int transaction, int unit, Request request) {
      var bytes = request.bytes();
      int length = bytes.size() + 1;
      return Bytes.of(transaction >> 8, transaction & 0xFF, 0, 0, length >> 8, length & 0xFF, unit)
          .plus(bytes);
    }

    @Override
    public Parsed<Answered> parse(Bytes received, int mostBytes) {
      if (received.size() < HEADER + 2) return new Parsed.More<>();
      int size = Response.sizeOf(received.at(HEADER), received.at(HEADER + 1));
      boolean header =
          received.at(2) == 0
              && received.at(3) == 0
              && size > 0
              && size <= Math.max(mostBytes + 2, LONGEST_FIXED)
              && (received.at(4) << 8 | received.at(5)) == size + 1;
      if (!header) return new Parsed.Noise<>(1, "no answer has such a header");
      int whole = HEADER + size;
      if (received.size() < whole) return new Parsed.More<>();
      var response = Response.of(received.slice(HEADER, whole));
      int transaction = received.at(0) << 8 | received.at(1);
      return new Parsed.Frame<>(new Answered(transaction, received.at(6), response), whole);
    }

    @Override
    public boolean numbers() {
      return true;
    }
  };

  /** As it stands in the configuration. */
  public static final List<String> CHOICES = List.of("rtu", "tcp");

  /** Bytes before the function on TCP. */
  static final int HEADER = 7;

  /** An answer without bits or words: function and four bytes. */
  private static final int LONGEST_FIXED = 5;

  /**
   * An answer and whose it is.
   *
   * @param transaction the number of its question; 0 on a serial line, which has none
   * @param unit the device's address
   */
  public record Answered(int transaction, int unit, Response response) {}

  /** The framing called {@code text}; a serial line where it is called otherwise. */
  public static Framing of(String text) {
    return text.equals("tcp") ? TCP : RTU;
  }

  /**
   * The bytes of a question.
   *
   * @param transaction 0 to 65535, which a serial line does not carry
   * @param unit 0 to 255
   */
  public abstract Bytes frame(int transaction, int unit, Request request);

  /**
   * Reads an answer at the front of what was received.
   *
   * @param mostBytes the most bytes of bits or words that anybody asked for: a damaged length must
   *     not keep us waiting
   */
  public abstract Parsed<Answered> parse(Bytes received, int mostBytes);

  /** Whether an answer names its question. */
  public abstract boolean numbers();
}
