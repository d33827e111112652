package org.shuyi.devices.tag.memory;

import java.util.Optional;
import java.util.stream.Stream;
import org.shuyi.devices.Bytes;

/**
 * A library's identifier packed with three character sets, starting in upper case (28560-2, annex
 * C).
 *
 * <p>A latch changes the set for good, a shift for one character. Any mixture is read; written is
 * the standard's own choice: latch when the next two characters are of the new set, otherwise
 * shift.
 */
final class Isil {
  /**
   * Characters from code 0; after them latch and shift to the one other set, then latch and shift
   * to the next.
   */
  private enum CharacterSet {
    UPPER(5, "-ABCDEFGHIJKLMNOPQRSTUVWXYZ:"),
    LOWER(5, "-abcdefghijklmnopqrstuvwxyz/"),
    DIGITS(4, "0123456789-:");

    private final int bits;
    private final String characters;

    CharacterSet(int bits, String characters) {
      this.bits = bits;
      this.characters = characters;
    }

    boolean holds(int c) {
      return characters.indexOf(c) >= 0;
    }

    CharacterSet other(int index) {
      return switch (this) {
        case UPPER -> index == 0 ? LOWER : DIGITS;
        case LOWER -> index == 0 ? UPPER : DIGITS;
        case DIGITS -> index == 0 ? UPPER : LOWER;
      };
    }
  }

  private Isil() {}

  /** The first character that an ISIL may not hold. */
  static Optional<String> foreign(String text) {
    return text.codePoints()
        .filter(c -> Stream.of(CharacterSet.values()).noneMatch(set -> set.holds(c)))
        .mapToObj("U+%04X"::formatted)
        .findFirst();
  }

  /** Packs a text without {@link #foreign} characters. */
  static Bytes encode(String text) {
    var writer = new BitWriter();
    var set = CharacterSet.UPPER;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int next = i + 1 < text.length() ? text.charAt(i + 1) : -1;
      var into = set;
      if (!set.holds(c)) {
        int index = chooseOther(set, c, next);
        into = set.other(index);
        boolean latch = into.holds(next);
        writer.put(set.characters.length() + 2 * index + (latch ? 0 : 1), set.bits);
        if (latch) set = into;
      }
      writer.put(into.characters.indexOf(c), into.bits);
    }
    int open = writer.open();
    writer.put((1 << open) - 1, open);
    return writer.bytes();
  }

  static Decoded decode(Bytes data) {
    var text = new StringBuilder();
    var reader = new BitReader(data);
    var latched = CharacterSet.UPPER;
    var set = latched;
    int fillFrom = 0;
    while (reader.left() >= set.bits) {
      int code = reader.take(set.bits);
      int control = code - set.characters.length();
      if (control < 0) {
        text.append(set.characters.charAt(code));
        set = latched;
        fillFrom = data.size() * 8 - reader.left();
      } else {
        set = set.other(control / 2);
        if (control % 2 == 0) latched = set;
      }
    }
    var decoded = Decoded.of(text.toString());
    return isFilled(data, fillFrom)
        ? decoded
        : decoded.plus(
            Note.remark(fillFrom / 8, "other padding bits", "1 bits after the last character"));
  }

  /** The set that holds {@code c}, and if two do, the one that holds the next character too. */
  private static int chooseOther(CharacterSet set, int c, int next) {
    var first = set.other(0);
    if (!first.holds(c)) return 1;
    var second = set.other(1);
    return second.holds(c) && second.holds(next) && !first.holds(next) ? 1 : 0;
  }

  private static boolean isFilled(Bytes data, int from) {
    for (int i = from; i < data.size() * 8; i++) {
      if ((data.at(i / 8) >> (7 - i % 8) & 1) == 0) return false;
    }
    return true;
  }
}
