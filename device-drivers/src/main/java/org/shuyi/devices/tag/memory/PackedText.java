package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.shuyi.devices.Bytes;

/** Characters of ISO 646 cut down to their low 5, 6 or 7 bits and packed without gaps. */
enum PackedText {
  FIVE(5, 0x41, 0x5F, 0b00000),
  SIX(6, 0x20, 0x5F, 0b100000),
  SEVEN(7, 0x00, 0x7E, 0b1111111);

  private final int bits;
  private final int lowest;
  private final int highest;

  /**
   * What fills the last byte: this pattern from its first bit on. Whole, it stands for no
   * character.
   */
  private final int fill;

  PackedText(int bits, int lowest, int highest, int fill) {
    this.bits = bits;
    this.lowest = lowest;
    this.highest = highest;
    this.fill = fill;
  }

  boolean takes(String text) {
    return text.chars().allMatch(c -> c >= lowest && c <= highest);
  }

  Bytes encode(String text) {
    var writer = new BitWriter();
    text.chars().forEach(c -> writer.put(c & mask(), bits));
    int open = writer.open();
    writer.put(filling(open), open);
    return writer.bytes();
  }

  Decoded decode(Bytes data) {
    var text = new StringBuilder();
    var notes = new ArrayList<Note>();
    var reader = new BitReader(data);
    while (reader.left() >= bits) {
      int at = reader.byteIndex();
      int value = reader.take(bits);
      // A whole group of fill in the last byte is padding: with one character less it would be
      // needed.
      if (value == fill && bits + reader.left() < 8) break;
      int c = character(value);
      if (c < lowest || c > highest) {
        notes.add(
            Note.damage(at, "character " + Hex.of(c), Hex.of(lowest) + " to " + Hex.of(highest)));
      }
      text.append((char) c);
    }
    int open = reader.left();
    if (open < bits && reader.take(open) != filling(open)) {
      notes.add(
          Note.remark(
              data.size() - 1,
              "other padding bits",
              "the first " + open + " bits of " + pattern()));
    }
    return new Decoded(text.toString(), notes);
  }

  private int character(int value) {
    return switch (this) {
      case FIVE -> value + 0x40;
      case SIX -> value < 0x20 ? value + 0x40 : value;
      case SEVEN -> value;
    };
  }

  /**
   * The bits that fill {@code open} places; past the pattern's end (two places after five) they are
   * its own.
   */
  private int filling(int open) {
    return IntStream.range(0, open)
        .map(i -> fill >> Math.max(bits - 1 - i, 0) & 1)
        .reduce(0, (a, b) -> a << 1 | b);
  }

  private int mask() {
    return (1 << bits) - 1;
  }

  private String pattern() {
    return Integer.toBinaryString(1 << bits | fill).substring(1);
  }
}
