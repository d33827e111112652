package org.shuyi.devices;

/**
 * The 16-bit CRCs of our devices, by the names of the CRC RevEng catalogue. Each goes byte by byte
 * through a table of 256, since a reader's frames are what the station sums up most.
 */
public final class Crc16 {
  /** Polynomial 1021, from FFFF, the low bit first: FEIG, UHFReader18. */
  public static final Crc16 MCRF4XX = new Crc16(0x8408, 0xFFFF, true);

  /** Polynomial 8005, from FFFF, the low bit first. */
  public static final Crc16 MODBUS = new Crc16(0xA001, 0xFFFF, true);

  /** Polynomial 8005, from 0, the low bit first: the signs of BX. */
  public static final Crc16 ARC = new Crc16(0xA001, 0, true);

  /** Polynomial 1021, from FFFF, the high bit first: ISO 28560-3, and inverted 3M and Gen2. */
  public static final Crc16 IBM_3740 = new Crc16(0x1021, 0xFFFF, false);

  private final int start;
  private final boolean lowFirst;
  private final int[] table = new int[256];

  private Crc16(int polynomial, int start, boolean lowFirst) {
    this.start = start;
    this.lowFirst = lowFirst;
    for (int value = 0; value < table.length; value++) {
      table[value] = lowFirst ? lowFirst(value, polynomial) : highFirst(value, polynomial);
    }
  }

  private static int lowFirst(int value, int polynomial) {
    int crc = value;
    for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ polynomial;
    return crc;
  }

  private static int highFirst(int value, int polynomial) {
    int crc = value << 8;
    for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ polynomial;
    return crc & 0xFFFF;
  }

  /** Of all bytes, 0 to FFFF. */
  public int of(Bytes bytes) {
    return of(bytes, bytes.size());
  }

  /** Of the first {@code size} bytes, 0 to FFFF. */
  public int of(Bytes bytes, int size) {
    int crc = start;
    for (int i = 0; i < size; i++) crc = lowFirst ? low(crc, bytes.at(i)) : high(crc, bytes.at(i));
    return crc;
  }

  private int low(int crc, int next) {
    return (crc >> 8) ^ table[(crc ^ next) & 0xFF];
  }

  private int high(int crc, int next) {
    return ((crc << 8) & 0xFFFF) ^ table[(crc >> 8) ^ next];
  }
}
