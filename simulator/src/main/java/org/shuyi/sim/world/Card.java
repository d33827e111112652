package org.shuyi.sim.world;

import org.shuyi.devices.Bytes;

/**
 * A card, or a phone that says it is one.
 *
 * @param label what people call it
 * @param uid 4, 7 or 10 bytes in the order of the standard: the first byte is the chip maker's, or
 *     08
 * @param random whether it draws a new UID of four bytes, the first one 08, each time it is held up
 */
public record Card(String label, Bytes uid, boolean random) {
  public static Card of(String label, String uid) {
    return new Card(label, Bytes.parse(uid), false);
  }

  /** A phone or a passport, whose UID is another one each time. */
  public static Card withRandomUid(String label) {
    return new Card(label, Bytes.of(0x08, 0, 0, 0), true);
  }
}
