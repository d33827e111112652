package org.shuyi.devices.tag.memory;

import org.shuyi.devices.Bytes;

/** Takes bits from bytes, the highest bit of each byte first. */
final class BitReader {
  private final Bytes bytes;
  private int position;

  BitReader(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Bits not yet taken. */
  int left() {
    return bytes.size() * 8 - position;
  }

  /** The byte that holds the next bit. */
  int byteIndex() {
    return position / 8;
  }

  /** The next {@code count} bits as a number; the caller has looked at {@link #left}. */
  int take(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, position++) {
      value = value << 1 | (bytes.at(position / 8) >> (7 - position % 8) & 1);
    }
    return value;
  }
}
