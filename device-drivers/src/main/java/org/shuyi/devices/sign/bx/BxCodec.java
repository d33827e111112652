package org.shuyi.devices.sign.bx;

import java.util.Arrays;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * Frames of the BX cards with fonts of their own: {@code A5} eight times, a head of fourteen bytes,
 * what is said, a CRC-16 with the low byte first, {@code 5A}. Between the ends A5, A6, 5A and 5B
 * are written as two bytes each.
 *
 * <p>Source: Onbon, BX-5K/6K communication protocol, user version 1.4 of 2021-02-28, and the
 * examples printed from it; the README names them.
 */
public final class BxCodec {
  public static final Frames FRAMES = new BxFrames();

  /** The longest frame that is believed; ours are of 250 bytes. */
  static final int LONGEST = 1_024;

  static final int BEGIN = 0xA5;
  static final int END = 0x5A;
  static final int HEAD = 14;

  /** Groups of commands, and the commands in them that are said here. */
  static final int ANSWERS = 0xA0;

  static final int ACK = 0x00;
  static final int NACK = 0x01;
  static final int KEEPING = 0xA2;
  static final int PING = 0x00;
  static final int SHOWING = 0xA3;
  static final int SHOW = 0x06;

  private static final int ANSWER_ME = 0x01;
  private static final int ALL_AREAS = 0xFF;

  /** The high byte of the address 8000, which is that of whoever commands. */
  private static final int OURSELVES = 0x80;

  private static final int ANY_DEVICE = 0xFE;
  private static final int PROTOCOL = 0x02;
  private static final Bytes LEAD =
      Bytes.of(BEGIN, BEGIN, BEGIN, BEGIN, BEGIN, BEGIN, BEGIN, BEGIN);

  /**
   * One frame.
   *
   * @param to the address that it is for
   * @param from the address that it comes from
   * @param group of the command
   * @param detail what follows the command: two bytes reserved and its arguments, behind the wish
   *     for an answer or, in an answer, the error
   */
  record BxFrame(int to, int from, int group, int command, Bytes detail) {
    /** 0 for none. */
    int error() {
      return detail.isEmpty() ? 0 : detail.at(0);
    }
  }

  private BxCodec() {}

  /** Asks whether it is there. */
  static Bytes ping(int address) {
    return frame(address, Bytes.of(KEEPING, PING, ANSWER_ME, 0, 0));
  }

  /** Takes every text from the sign; what the library has put on it itself is seen again. */
  static Bytes clear(int address) {
    return frame(address, Bytes.of(SHOWING, SHOW, ANSWER_ME, 0, 0, ALL_AREAS, 0));
  }

  /** Shows one text in one area that is as large as the sign. */
  static Bytes show(int address, BxArea area) {
    Bytes content = area.bytes();
    int size = content.size();
    return frame(
        address,
        Bytes.of(SHOWING, SHOW, ANSWER_ME, 0, 0, 0, 1, size & 0xFF, size >> 8).plus(content));
  }

  private static Bytes frame(int address, Bytes data) {
    Bytes plain =
        Bytes.of(
                address & 0xFF,
                address >> 8,
                0x00,
                OURSELVES,
                0,
                0,
                0,
                0,
                0,
                0,
                ANY_DEVICE,
                PROTOCOL,
                data.size() & 0xFF,
                data.size() >> 8)
            .plus(data);
    int crc = Crc16.ARC.of(plain);
    return LEAD.plus(written(plain.plus(Bytes.of(crc & 0xFF, crc >> 8)))).plus(END);
  }

  /** Reads a frame at the front, in either direction. */
  static Parsed<BxFrame> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    if (received.at(0) != BEGIN) {
      int next = 1;
      while (next < received.size() && received.at(next) != BEGIN) next++;
      return new Parsed.Noise<>(next, "a frame begins with A5");
    }
    int from = 0;
    while (from < received.size() && received.at(from) == BEGIN) from++;
    int end = from;
    while (end < received.size() && received.at(end) != END) {
      if (received.at(end) == BEGIN) return new Parsed.Noise<>(end, "another frame begins in it");
      end++;
    }
    if (end > LONGEST) return new Parsed.Noise<>(end, "a frame of more than 1024 bytes");
    if (end == received.size()) return new Parsed.More<>();
    return read(plain(received.slice(from, end)), end + 1);
  }

  private static Parsed<BxFrame> read(Bytes plain, int size) {
    int data = plain.size() - HEAD - 2;
    if (data < 3) return new Parsed.Noise<>(size, "too short");
    if (number(plain, 12) != data) return new Parsed.Noise<>(size, "the length is wrong");
    if (Crc16.ARC.of(plain, HEAD + data) != number(plain, HEAD + data))
      return new Parsed.Noise<>(size, "the check is wrong");
    return new Parsed.Frame<>(
        new BxFrame(
            number(plain, 0),
            number(plain, 2),
            plain.at(HEAD),
            plain.at(HEAD + 1),
            plain.slice(HEAD + 2, HEAD + data)),
        size);
  }

  static int number(Bytes bytes, int at) {
    return bytes.at(at) | bytes.at(at + 1) << 8;
  }

  /** As between the ends of a frame: no A5 and no 5A. */
  private static Bytes written(Bytes plain) {
    var written = new int[2 * plain.size()];
    int size = 0;
    for (int i = 0; i < plain.size(); i++) {
      int value = plain.at(i);
      switch (value) {
        case 0xA5, 0xA6 -> {
          written[size++] = 0xA6;
          written[size++] = 0xA7 - value;
        }
        case 0x5A, 0x5B -> {
          written[size++] = 0x5B;
          written[size++] = 0x5C - value;
        }
        default -> written[size++] = value;
      }
    }
    return Bytes.of(Arrays.copyOf(written, size));
  }

  /** The other way; an escape that is none stays as it is, and the check finds it out. */
  private static Bytes plain(Bytes written) {
    var plain = new int[written.size()];
    int size = 0;
    for (int i = 0; i < written.size(); i++) {
      int value = written.at(i);
      int next = i + 1 < written.size() ? written.at(i + 1) : 0;
      boolean escape = (value == 0xA6 || value == 0x5B) && (next == 1 || next == 2);
      plain[size++] = escape ? value + 1 - next : value;
      if (escape) i++;
    }
    return Bytes.of(Arrays.copyOf(plain, size));
  }
}
