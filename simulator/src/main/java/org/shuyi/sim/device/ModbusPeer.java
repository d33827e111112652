package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;

/**
 * What all Modbus devices share: questions framed as on a serial line (RTU) or on TCP, functions 01
 * to 06 and 10, and exceptions.
 *
 * <p>Source: the Modbus application protocol and serial-line guide, as in protocols/peripherals.md.
 * A question with a bad CRC, or for another unit, is not answered.
 */
abstract class ModbusPeer extends SerialPeer {
  /** What a table answers where it has no such address. */
  static final int NOTHING = -1;

  static final int DONE = 0;
  static final int ILLEGAL_FUNCTION = 1;
  static final int ILLEGAL_ADDRESS = 2;
  static final int ILLEGAL_VALUE = 3;

  private static final int TCP_HEADER = 7;

  private final boolean tcp;
  private final int unit;
  private final int deviceMillis;
  private Bytes header = Bytes.EMPTY;

  /**
   * @param tcp whether frames have the header of TCP instead of a CRC
   * @param deviceMillis how long it thinks
   */
  ModbusPeer(boolean tcp, int unit, int deviceMillis, Pace pace, long seed) {
    super(pace, 50, seed);
    this.tcp = tcp;
    this.unit = unit;
    this.deviceMillis = deviceMillis;
  }

  /** 0 or 1, or {@link #NOTHING}. */
  abstract int bit(boolean coil, int address, long now);

  /** 0 to 65535, or {@link #NOTHING}. */
  abstract int word(boolean holding, int address, long now);

  /** The exception, or {@link #DONE}. */
  abstract int writeCoil(int address, int value, long now);

  /** The exception, or {@link #DONE}. */
  abstract int writeWord(int address, int value, long now);

  @Override
  final int take(byte[] inbox, int filled, long now) {
    return tcp ? takeTcp(inbox, filled, now) : takeRtu(inbox, filled, now);
  }

  private int takeRtu(byte[] inbox, int filled, long now) {
    if (filled < 8) return MORE;
    int size = 1 + sizeOf(inbox, 1) + 2;
    if (size < 8 || size > 256) return 1;
    if (filled < size) return MORE;
    int crc = crc(Bytes.copyOf(inbox).slice(0, size - 2));
    if ((crc & 0xFF) != (inbox[size - 2] & 0xFF) || crc >> 8 != (inbox[size - 1] & 0xFF)) return 1;
    if ((inbox[0] & 0xFF) == unit) ask(Bytes.copyOf(inbox).slice(1, size - 2), size, now);
    return size;
  }

  private int takeTcp(byte[] inbox, int filled, long now) {
    if (filled < TCP_HEADER + 5) return MORE;
    if (inbox[2] != 0 || inbox[3] != 0) return 1;
    int length = (inbox[4] & 0xFF) << 8 | (inbox[5] & 0xFF);
    int size = TCP_HEADER - 1 + length;
    if (length < 6 || length != 1 + sizeOf(inbox, TCP_HEADER)) return 1;
    if (filled < size) return MORE;
    header = Bytes.copyOf(inbox).slice(0, 4);
    if ((inbox[6] & 0xFF) == unit) ask(Bytes.copyOf(inbox).slice(TCP_HEADER, size), size, now);
    return size;
  }

  /** Bytes of the question whose function stands at {@code from}. */
  private static int sizeOf(byte[] inbox, int from) {
    int function = inbox[from] & 0xFF;
    return function == 0x0F || function == 0x10 ? 6 + (inbox[from + 5] & 0xFF) : 5;
  }

  private void ask(Bytes question, int questionBytes, long now) {
    var body = answerTo(question, now);
    int told = faults().told(unit);
    if (tcp) {
      var framed = header.plus(0, body.size() + 1, told).plus(body);
      answer(framed, questionBytes, deviceMillis * 1000L, now);
      return;
    }
    var open = Bytes.of(told).plus(body);
    int crc = crc(open);
    answer(open.plus(crc & 0xFF, crc >> 8), questionBytes, deviceMillis * 1000L, now);
  }

  private Bytes answerTo(Bytes question, long now) {
    int function = question.at(0);
    int first = question.at(1) << 8 | question.at(2);
    int second = question.at(3) << 8 | question.at(4);
    return switch (function) {
      case 0x01, 0x02 -> bits(function, first, second, now);
      case 0x03, 0x04 -> words(function, first, second, now);
      case 0x05 -> written(question, writeCoil(first, second, now));
      case 0x06 -> written(question, writeWord(first, second, now));
      case 0x10 -> writtenAll(question, first, second, now);
      default -> refused(function, ILLEGAL_FUNCTION);
    };
  }

  private Bytes bits(int function, int first, int count, long now) {
    if (count < 1 || count > 2000) return refused(function, ILLEGAL_VALUE);
    var octets = new byte[(count + 7) / 8];
    for (int i = 0; i < count; i++) {
      int bit = bit(function == 0x01, first + i, now);
      if (bit == NOTHING) return refused(function, ILLEGAL_ADDRESS);
      octets[i / 8] |= (byte) (bit << (i % 8));
    }
    return Bytes.of(function, octets.length).plus(Bytes.copyOf(octets));
  }

  private Bytes words(int function, int first, int count, long now) {
    if (count < 1 || count > 125) return refused(function, ILLEGAL_VALUE);
    var answer = Bytes.of(function, count * 2);
    for (int i = 0; i < count; i++) {
      int word = word(function == 0x03, first + i, now);
      if (word == NOTHING) return refused(function, ILLEGAL_ADDRESS);
      answer = answer.plus(word >> 8, word & 0xFF);
    }
    return answer;
  }

  /** A single write is answered by its own bytes. */
  private static Bytes written(Bytes question, int outcome) {
    return outcome == DONE ? question : refused(question.at(0), outcome);
  }

  private Bytes writtenAll(Bytes question, int first, int count, long now) {
    if (question.size() != 6 + 2 * count) return refused(0x10, ILLEGAL_VALUE);
    for (int i = 0; i < count; i++) {
      int value = question.at(6 + 2 * i) << 8 | question.at(7 + 2 * i);
      int outcome = writeWord(first + i, value, now);
      if (outcome != DONE) return refused(0x10, outcome);
    }
    return question.slice(0, 5);
  }

  private static Bytes refused(int function, int code) {
    return Bytes.of(function | 0x80, code);
  }

  /** Bit by bit: what is shifted out is folded in again. */
  private static int crc(Bytes bytes) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      for (int bit = 0; bit < 8; bit++) {
        boolean out = ((crc ^ (bytes.at(i) >> bit)) & 1) == 1;
        crc >>= 1;
        if (out) crc ^= 0xA001;
      }
    }
    return crc;
  }
}
