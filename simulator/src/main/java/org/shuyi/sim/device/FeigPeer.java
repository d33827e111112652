package org.shuyi.sim.device;

import java.util.Arrays;
import org.shuyi.devices.Bytes;

/**
 * What FEIG OBID readers share: the frames of the "ISO host" protocol and the commands to the
 * reader itself.
 *
 * <p>Sources: manual H20800-16e-ID-B of 2008 (facts only) and, for the layout of 65 and 66, manual
 * H60301-3e-ID-B, section 5. A frame is length, address, command, data, CRC, or begins with 02 and
 * a length of two bytes; it is answered in its own form. A frame with an error, or for another
 * address, is not answered; 12 ms of silence end one.
 */
abstract class FeigPeer extends SerialPeer {
  static final int OK = 0x00;
  static final int NO_TAG = 0x01;
  static final int WRITE_ERROR = 0x03;
  static final int OUT_OF_RANGE = 0x11;
  static final int UNKNOWN_COMMAND = 0x80;
  static final int WRONG_LENGTH = 0x81;
  static final int MORE_DATA = 0x94;
  static final int TAG_ERROR = 0x95;

  /** 38400 8E1, as delivered. */
  public static final Pace PACE = new Pace(38400, 11);

  private static final int GAP_MILLIS = 12;
  private static final int ANY_READER = 0xFF;
  private static final int ADVANCED = 0x02;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 1000;
  private static final long READER_MICROS = 1_000;
  private static final int[] REMAINDERS = remainders();

  private final int address;
  private final int transponders;
  private int antenna = 1;
  private boolean advanced;
  private int asked;

  /**
   * A reader that stands at this address.
   *
   * @param transponders what it can read, as in its software version: a bit for each TR-TYPE
   */
  FeigPeer(int address, int transponders, Pace pace, long seed) {
    super(pace, GAP_MILLIS, seed);
    this.address = address;
    this.transponders = transponders;
  }

  /** A command to what is in the field: B0, B1 and the like. */
  abstract void toTransponders(int command, Bytes data, long now);

  /** The field was off: every tag has forgotten what it was told. */
  abstract void fieldReset();

  @Override
  public final void powerUp(long now) {
    super.powerUp(now);
    antenna = 1;
    fieldReset();
  }

  @Override
  final int take(byte[] inbox, int filled, long now) {
    boolean isAdvanced = inbox[0] == ADVANCED;
    if (isAdvanced && filled < 3) return MORE;
    int head = isAdvanced ? 3 : 1;
    int length = isAdvanced ? ((inbox[1] & 0xFF) << 8) | (inbox[2] & 0xFF) : inbox[0] & 0xFF;
    if (length < SHORTEST + head - 1 || length > LONGEST) return filled;
    if (filled < length) return MORE;
    int crc = crc(inbox, length - 2);
    if ((inbox[length - 2] & 0xFF) != (crc & 0xFF) || (inbox[length - 1] & 0xFF) != crc >> 8) {
      return filled;
    }
    int to = inbox[head] & 0xFF;
    if (to == ANY_READER || to == address) {
      advanced = isAdvanced;
      asked = length;
      obey(
          inbox[head + 1] & 0xFF,
          Bytes.copyOf(Arrays.copyOfRange(inbox, head + 2, length - 2)),
          now);
    }
    return length;
  }

  private void obey(int command, Bytes data, long now) {
    switch (command) {
      case 0x52 -> reply(command, OK, Bytes.EMPTY, 0, now);
      case 0x63 -> {
        reply(command, OK, Bytes.EMPTY, 0, now);
        switchOn(1);
      }
      case 0x65 -> reply(command, OK, version(), 0, now);
      case 0x66 -> information(data, now);
      case 0x69 -> {
        switchOn(antenna == 0 ? 1 : antenna);
        reply(command, OK, Bytes.EMPTY, AirTime.RF_RESET, now);
      }
      case 0x6A -> {
        if (data.size() != 1) {
          reply(command, WRONG_LENGTH, Bytes.EMPTY, 0, now);
          return;
        }
        switchOn(data.at(0));
        reply(command, OK, Bytes.EMPTY, 0, now);
      }
      case 0xB0, 0xB1 -> toTransponders(command, data, now);
      default -> reply(command, UNKNOWN_COMMAND, Bytes.EMPTY, 0, now);
    }
  }

  private void switchOn(int number) {
    antenna = number;
    faults().end(Fault.SettingsLost.class);
    fieldReset();
  }

  /** The antenna whose field is on; 0 if none is. */
  final int antenna() {
    return faults().has(Fault.SettingsLost.class) ? 0 : antenna;
  }

  /** Firmware 1.0 of a model that no maker ever built, and what it can read. */
  private Bytes version() {
    return Bytes.of(0x01, 0x00, 0x00, 0x00, 0x00, transponders >> 8, transponders & 0xFF);
  }

  private void information(Bytes data, long now) {
    if (data.size() != 1 || data.at(0) != 0x00) {
      reply(0x66, OUT_OF_RANGE, Bytes.EMPTY, 0, now);
      return;
    }
    int buffer = 255;
    reply(0x66, OK, version().plus(0, buffer, 0, buffer), 0, now);
  }

  /** Answers the command now being obeyed, after the reader's own time and the field's. */
  final void reply(int command, int status, Bytes data, long fieldMicros, long now) {
    int length = data.size() + (advanced ? 8 : 6);
    boolean inAdvancedForm = advanced || length > 255;
    if (inAdvancedForm && !advanced) length += 2;
    int from = faults().told(address);
    var head =
        inAdvancedForm
            ? Bytes.of(ADVANCED, length >> 8, length & 0xFF, from, command, status)
            : Bytes.of(length, from, command, status);
    var body = head.plus(data);
    int crc = crc(body.toArray(), body.size());
    answer(body.plus(crc & 0xFF, crc >> 8), asked, READER_MICROS + fieldMicros, now);
  }

  /** CRC-16, polynomial 8408 (reflected 1021), start FFFF, not inverted; sent low byte first. */
  private static int crc(byte[] bytes, int length) {
    int crc = 0xFFFF;
    for (int i = 0; i < length; i++) crc = (crc >> 8) ^ REMAINDERS[(crc ^ bytes[i]) & 0xFF];
    return crc;
  }

  /** Of each byte: a reader's answers are what a soak sums up most. */
  private static int[] remainders() {
    var remainders = new int[256];
    for (int value = 0; value < remainders.length; value++) {
      int crc = value;
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x8408;
      remainders[value] = crc;
    }
    return remainders;
  }
}
