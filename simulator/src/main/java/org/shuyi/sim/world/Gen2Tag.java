package org.shuyi.sim.world;

import org.shuyi.devices.Bytes;

/**
 * An EPC Gen2 tag as a reader meets it: the PC word and the EPC of its second bank, and its user
 * bank.
 *
 * @param pc protocol control: length of the EPC in words, user memory indicator, toggle, AFI
 * @param epc in whole words, 2 to 62 bytes
 * @param user the user bank in whole words; empty where the chip has none
 */
public record Gen2Tag(int pc, Bytes epc, Bytes user) {
  private static final int USER_MEMORY = 0x0400;
  private static final int ISO = 0x0100;

  public Gen2Tag {
    if (epc.isEmpty() || epc.size() % 2 != 0 || epc.size() > 62 || user.size() % 2 != 0) {
      throw new IllegalArgumentException("an EPC of " + epc.size() + " bytes");
    }
  }

  /** A tag by ISO/TS 28560-4: the AFI stands in the PC word. */
  public static Gen2Tag iso(int afi, Bytes epc, Bytes user) {
    int pc = (epc.size() / 2) << 11 | (user.isEmpty() ? 0 : USER_MEMORY) | ISO | afi;
    return new Gen2Tag(pc, epc, user);
  }

  /** A tag of the university alliance, or of a shop: no AFI. */
  public static Gen2Tag plain(Bytes epc, Bytes user) {
    int pc = (epc.size() / 2) << 11 | (user.isEmpty() ? 0 : USER_MEMORY);
    return new Gen2Tag(pc, epc, user);
  }

  /** The PC word and the EPC. */
  public Bytes bank() {
    return Bytes.of(pc >> 8, pc & 0xFF).plus(epc);
  }
}
