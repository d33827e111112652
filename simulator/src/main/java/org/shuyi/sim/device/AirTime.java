package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * How long things take in the field of an ISO 15693 reader, in microseconds: one subcarrier, high
 * rate, 16 slots.
 *
 * <p>Source: the sums of protocols/iso15693.md, section 3, which are computed from the data sheets
 * named there and carry their uncertainty; a good reader comes near them, most do not.
 */
final class AirTime {
  /** One byte at 26.48 kbit/s. */
  private static final long BYTE = 302;

  private static final long INVENTORY_REQUEST = 1_620;
  private static final long SLOT_WITH_ANSWER = 4_590;
  private static final long EMPTY_SLOT = 510;
  private static final long READ_ONE_BLOCK = 7_400;
  private static final long WRITE_AFI_ON_AIR = 5_900;

  /** What an EEPROM takes; up to 20 ms in bad ones. */
  private static final long EEPROM = 5_000;

  /** The field goes off and on again. */
  static final long RF_RESET = 15_000;

  private AirTime() {}

  /** A complete inventory: a collision is resolved by a round with a mask four bits longer. */
  static long inventory(List<Bytes> uids) {
    return round(uids, 0);
  }

  private static long round(List<Bytes> uids, int nibbles) {
    long sum = INVENTORY_REQUEST + BYTE * ((nibbles + 1) / 2);
    for (int slot = 0; slot < 16; slot++) {
      var here = new ArrayList<Bytes>();
      for (var uid : uids) if (nibble(uid, nibbles) == slot) here.add(uid);
      sum += here.isEmpty() ? EMPTY_SLOT : SLOT_WITH_ANSWER;
      // The same UID twice collides for ever; a reader gives up after all 16 nibbles.
      if (here.size() > 1 && nibbles < 15) sum += round(here, nibbles + 1);
    }
    return sum;
  }

  private static int nibble(Bytes uid, int number) {
    int value = uid.at(uid.size() - 1 - number / 2);
    return number % 2 == 0 ? value & 0x0F : value >> 4;
  }

  static long read(int blocks) {
    return READ_ONE_BLOCK + 4 * BYTE * (blocks - 1);
  }

  /** Blocks are written one by one: many chips know no other way. */
  static long write(int blocks) {
    return blocks * (WRITE_AFI_ON_AIR + 4 * BYTE + EEPROM);
  }

  /** AFI, DSFID or EAS. */
  static long writeRegister() {
    return WRITE_AFI_ON_AIR + EEPROM;
  }

  /** One byte less to ask than a block, ten more to answer. */
  static long systemInformation() {
    return READ_ONE_BLOCK + 9 * BYTE;
  }

  /** A question that no tag answers, or with one byte. */
  static long shortExchange() {
    return WRITE_AFI_ON_AIR;
  }
}
