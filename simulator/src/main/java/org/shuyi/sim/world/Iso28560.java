package org.shuyi.sim.world;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;

/**
 * Writes the contents of a book's tag by ISO 28560-2: item id, list of elements, owner and usage.
 *
 * <p>As little as a library puts on a tag, and no peer of the station's own codec: written from
 * protocols/tags.md, sections 3 and 4, and tested against the examples of the standard's annexes C
 * and D. The item id is padded to a border of four bytes, since blocks are locked.
 */
public final class Iso28560 {
  private static final int ITEM = 1;
  private static final int ELEMENTS = 2;
  private static final int OWNER = 3;
  private static final int USAGE = 5;
  private static final int TITLE = 17;

  /** In the low half of a precursor: the element's number goes on in the next byte. */
  private static final int EXTENDED = 15;

  /** The compaction code for text in UTF-8. */
  private static final int UTF_8 = 7;

  /** The elements 3 and 5: a bit map that begins with 3 at the highest bit. */
  private static final int OWNER_AND_USAGE = 0xA0;

  /** The same and element 17. */
  private static final Bytes AND_TITLE = Bytes.of(OWNER_AND_USAGE, 0x02);

  /** For loan, unspecified. */
  private static final int CIRCULATING = 0x10;

  private Iso28560() {}

  /**
   * The contents for a book that may be lent.
   *
   * @param item the item id, ISO 8859-1, up to 30 characters
   * @param owner the owner's ISIL, such as {@code CN-440100-1-GZL}
   */
  public static Bytes book(String item, String owner) {
    return padded(ITEM, item)
        .plus(set(ELEMENTS, 0, Bytes.of(OWNER_AND_USAGE)))
        .plus(set(OWNER, 0, isil(owner)))
        .plus(set(USAGE, 0, Bytes.of(CIRCULATING)));
  }

  /**
   * The same with the title, which some libraries write so that a shelf can be read to people.
   *
   * @param title in UTF-8 up to 60 bytes, so that a tag of 112 bytes holds it
   */
  public static Bytes book(String item, String owner, String title) {
    return padded(ITEM, item)
        .plus(set(ELEMENTS, 0, AND_TITLE))
        .plus(set(OWNER, 0, isil(owner)))
        .plus(set(USAGE, 0, Bytes.of(CIRCULATING)))
        .plus(title(title));
  }

  /** Element 17 lies beyond the low half of the precursor: 15, and what is missing in a byte. */
  static Bytes title(String title) {
    var value = Bytes.copyOf(title.getBytes(StandardCharsets.UTF_8));
    return Bytes.of(UTF_8 << 4 | EXTENDED, TITLE - EXTENDED, value.size()).plus(value);
  }

  private static Bytes set(int element, int code, Bytes value) {
    return Bytes.of((code << 4) | element, value.size()).plus(value);
  }

  static Bytes padded(int element, String text) {
    int code = compaction(text);
    var value = compact(text, code);
    if ((2 + value.size()) % Tag.BLOCK_SIZE == 0) return set(element, code, value);
    int padding = -(3 + value.size()) & 3;
    return Bytes.of(0x80 | (code << 4) | element, padding, value.size())
        .plus(value)
        .plus(new int[padding]);
  }

  private static int compaction(String text) {
    if (text.matches("[1-9][0-9]{1,18}")) return 1;
    if (text.matches("[0-9]{2,}")) return 2;
    if (text.matches("[ -_]{3,}[!-_]")) return 4;
    return 6;
  }

  private static Bytes compact(String text, int code) {
    return switch (code) {
      case 1 -> integer(text);
      case 2 -> numeric(text);
      case 4 -> sixBit(text);
      default -> Bytes.copyOf(text.getBytes(StandardCharsets.ISO_8859_1));
    };
  }

  static Bytes integer(String digits) {
    var bytes = Bytes.copyOf(new BigInteger(digits).toByteArray());
    return bytes.at(0) == 0 ? bytes.from(1) : bytes;
  }

  static Bytes numeric(String digits) {
    return Bytes.parse(digits.length() % 2 == 0 ? digits : digits + "F");
  }

  static Bytes sixBit(String text) {
    var bits = new StringBuilder();
    for (int i = 0; i < text.length(); i++) bits.append(bits(text.charAt(i) & 0x3F, 6));
    return packed(bits, "100000");
  }

  /** Three character sets; one character of another set is shifted to, two and more latch. */
  static Bytes isil(String text) {
    var bits = new StringBuilder();
    var set = IsilSet.UPPER;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!set.has(c)) {
        var other = IsilSet.of(c);
        boolean latch = i + 1 < text.length() && other.has(text.charAt(i + 1));
        bits.append(set.to(other, latch));
        if (latch) set = other;
        bits.append(other.code(c));
      } else {
        bits.append(set.code(c));
      }
    }
    return packed(bits, "1".repeat(8));
  }

  static String bits(int value, int width) {
    return Integer.toBinaryString((1 << width) | value).substring(1);
  }

  private static Bytes packed(StringBuilder bits, String filling) {
    int missing = -bits.length() & 7;
    bits.append(filling, 0, missing);
    var bytes = new int[bits.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Integer.parseInt(bits, i * 8, i * 8 + 8, 2);
    }
    return Bytes.of(bytes);
  }
}
