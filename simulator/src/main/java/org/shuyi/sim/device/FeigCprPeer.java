package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.CardField;

/**
 * A FEIG reader of the CPR family for patron cards, ISO 14443 A.
 *
 * <p>It answers an inventory (B0 01) with a record for each card: 04, TR-INFO, OPT-INFO, UID. By
 * FEIG's own host library (facts only) the UID has 7 bytes, or 10 where bit 2 of TR-INFO is set; it
 * travels last byte first, so that the chip maker's code stands at the end; OPT-INFO bits 0 and 1
 * are set for a UID of seven bytes, and one of four stands behind three bytes of 00.
 */
public final class FeigCprPeer extends FeigPeer {
  private static final int ISO_14443_A = 0x04;
  private static final int TEN_BYTES = 0x04;
  private static final int SEVEN_BYTES = 0x01;

  /** Anticollision at 106 kbit/s and some patience; assumed. */
  private static final long FIELD_MICROS = 10_000;

  private final CardField field;

  public FeigCprPeer(int address, CardField field, Pace pace, long seed) {
    super(address, 1 << ISO_14443_A, pace, seed);
    this.field = field;
  }

  @Override
  void fieldReset() {}

  @Override
  void toTransponders(int command, Bytes data, long now) {
    if (command != 0xB0) reply(command, UNKNOWN_COMMAND, Bytes.EMPTY, 0, now);
    else if (data.size() < 2) reply(command, WRONG_LENGTH, Bytes.EMPTY, 0, now);
    else if (data.at(0) != 0x01) reply(command, UNKNOWN_COMMAND, Bytes.EMPTY, 0, now);
    else if ((data.at(1) & 0x60) != 0) reply(command, OUT_OF_RANGE, Bytes.EMPTY, 0, now);
    else inventory((data.at(1) & 0x80) != 0, now);
  }

  private void inventory(boolean rest, long now) {
    var uid = antenna() == 0 || rest ? null : field.uid();
    if (uid == null || faults().misses(uid)) {
      reply(0xB0, NO_TAG, Bytes.EMPTY, FIELD_MICROS, now);
      return;
    }
    var second = faults().first(Fault.SecondCard.class);
    var told = Bytes.of(second == null ? 1 : 2).plus(record(uid));
    reply(0xB0, OK, second == null ? told : told.plus(record(second.uid())), FIELD_MICROS, now);
  }

  private static Bytes record(Bytes uid) {
    int trInfo = uid.size() == 10 ? TEN_BYTES : 0;
    int optInfo = uid.size() == 7 ? SEVEN_BYTES : 0;
    var padding = uid.size() == 4 ? Bytes.of(0, 0, 0) : Bytes.EMPTY;
    return Bytes.of(ISO_14443_A, trInfo, optInfo).plus(padding).plus(uid.reversed());
  }
}
