package org.shuyi.devices.tag.memory;

import org.shuyi.devices.Bytes;

/**
 * CRC-16 with polynomial 1021 and start FFFF, not reflected, without a final xor, as 28560-3 uses
 * it.
 */
final class Crc16 {
  private Crc16() {}

  static int of(Bytes bytes) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i) << 8;
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1;
    }
    return crc;
  }
}
