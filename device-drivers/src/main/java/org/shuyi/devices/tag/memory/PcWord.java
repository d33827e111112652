package org.shuyi.devices.tag.memory;

import org.shuyi.devices.Bytes;

/**
 * The protocol control word of an EPC Gen2 tag: length of the EPC in words (5 bits), user memory
 * indicator, extension, toggle (1 = ISO), and of an ISO tag the AFI.
 *
 * @param value 0 to FFFF
 */
public record PcWord(int value) {
  private static final int USER_MEMORY = 0x0400;
  private static final int ISO = 0x0100;

  public PcWord {
    if (value < 0 || value > 0xFFFF) throw new IllegalArgumentException("PC word " + value);
  }

  /** Of an ISO tag whose EPC has so many bytes, filled to whole words. */
  static PcWord iso(int epcBytes, boolean user, int afi) {
    return new PcWord(((epcBytes + 1) / 2) << 11 | (user ? USER_MEMORY : 0) | ISO | afi);
  }

  /** Of a tag that is none of ISO's. */
  static PcWord plain(int epcBytes, boolean user) {
    return new PcWord(((epcBytes + 1) / 2) << 11 | (user ? USER_MEMORY : 0));
  }

  /** How long the EPC is, 0 to 62 bytes. */
  public int epcBytes() {
    return (value >> 11) * 2;
  }

  public boolean hasUserMemory() {
    return (value & USER_MEMORY) != 0;
  }

  /** Whether the low byte is an AFI. */
  public boolean isIso() {
    return (value & ISO) != 0;
  }

  /** The low byte: of an ISO tag the application family identifier. */
  public int afi() {
    return value & 0xFF;
  }

  Bytes bytes() {
    return Bytes.of(value >> 8, value & 0xFF);
  }
}
