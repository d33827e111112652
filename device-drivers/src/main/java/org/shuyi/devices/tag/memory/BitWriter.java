package org.shuyi.devices.tag.memory;

import java.util.BitSet;
import org.shuyi.devices.Bytes;

/** Collects bits into bytes, the highest bit of each byte first. */
final class BitWriter {
  private final BitSet bits = new BitSet();
  private int length;

  void put(int value, int count) {
    for (int i = count - 1; i >= 0; i--) bits.set(length++, (value >> i & 1) == 1);
  }

  /** Bits to the next byte border, 0 to 7. */
  int open() {
    return -length & 7;
  }

  Bytes bytes() {
    var values = new int[(length + 7) / 8];
    for (int i = 0; i < length; i++) {
      if (bits.get(i)) values[i / 8] |= 0x80 >> i % 8;
    }
    return Bytes.of(values);
  }
}
