package org.shuyi.devices.tag.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * How the university alliance (高校联盟) packs an item id into an EPC: in 8 bytes, in 12, or as text.
 * All words of 32 bits are little-endian. Source: tags.md, section 7 (dp2, which cites the
 * alliance's annex A).
 */
public enum AlliancePii {
  /** EPC of 96 bits: under 8 characters as they are; 8 to 14: three of A-Z 0-9, digits, any. */
  BITS_96(0, 8, 8),
  /** EPC of 128 bits: under 12 characters as they are; 12 to 14: A-Z 0-9, the last one any. */
  BITS_128(1, 12, 12),
  /** An EPC of 144 bits or more. */
  TEXT(2, 62, 62);

  private static final int MOST = 14;
  private static final int SIX_BITS = 0x3F;

  private final int code;
  private final int bytes;
  private final int packedFrom;

  AlliancePii(int code, int bytes, int packedFrom) {
    this.code = code;
    this.bytes = bytes;
    this.packedFrom = packedFrom;
  }

  /** The two bits in the EPC. */
  int code() {
    return code;
  }

  /** The way of these two bits; 11 is reserved. */
  static Optional<AlliancePii> of(int code) {
    return Arrays.stream(values()).filter(way -> way.code == code).findFirst();
  }

  /** Whether an id can be written so. */
  public boolean takes(String id) {
    return switch (this) {
      case BITS_96 -> id.length() < packedFrom ? isPlain(id) : isPacked(id, 3);
      case BITS_128 -> id.length() < packedFrom ? isPlain(id) : isPacked(id, MOST);
      case TEXT -> !id.isEmpty() && Utf8.takes(id) && id.getBytes(UTF_8).length <= 48;
    };
  }

  /** Packs an id that this way {@link #takes}, without filling. */
  Bytes encode(String id) {
    if (this == TEXT) return Utf8.encode(id);
    if (id.length() < packedFrom) {
      return Bytes.of(id.length()).plus(Bytes.copyOf(id.getBytes(UTF_8)));
    }
    return this == BITS_96 ? encode96(id) : encode128(id);
  }

  /** Unpacks an id; empty where these bytes are no id that was packed so. */
  Optional<String> decode(Bytes data) {
    var read = this == TEXT ? text(data) : packed(data);
    return read.filter(id -> takes(id) && isFilled(encode(id), data));
  }

  private Optional<String> text(Bytes data) {
    int end = data.size();
    while (end > 0 && data.at(end - 1) == 0) end--;
    var text = Utf8.decode(data.slice(0, end)).printable();
    return text.isWhole() ? Optional.of(text.text()) : Optional.empty();
  }

  private Optional<String> packed(Bytes data) {
    if (data.isEmpty()) return Optional.empty();
    int length = data.at(0) & 0x0F;
    if (length == 0 || length > MOST) return Optional.empty();
    if (length < packedFrom) {
      if (data.size() <= length) return Optional.empty();
      return Optional.of(new String(data.slice(1, 1 + length).toArray(), UTF_8));
    }
    if (data.size() < bytes) return Optional.empty();
    return Optional.of(this == BITS_96 ? decode96(data, length) : decode128(data, length));
  }

  /** Behind the packed id there is nothing but 00. */
  private static boolean isFilled(Bytes packed, Bytes data) {
    if (data.size() < packed.size() || !data.slice(0, packed.size()).equals(packed)) return false;
    for (int i = packed.size(); i < data.size(); i++) if (data.at(i) != 0) return false;
    return true;
  }

  private static boolean isPlain(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
  }

  private static boolean isPacked(String id, int letters) {
    if (id.length() > MOST || !isPlain(id)) return false;
    for (int i = 0; i < id.length() - 1; i++) {
      char c = id.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = i < letters && c >= 'A' && c <= 'Z';
      if (!digit && !letter) return false;
    }
    return true;
  }

  private static Bytes encode96(String id) {
    int last = id.length() - 1;
    int fourth = id.charAt(3) - '0';
    long low = fourth & 3;
    for (int i = 0; i < 3; i++) low = (low << 6) | (id.charAt(i) - '0');
    low = (((low << 8) | id.charAt(last)) << 4) | id.length();
    long high = (Long.parseLong(id.substring(4, last)) << 2) | (fourth >> 2);
    return littleEndian(low).plus(littleEndian(high));
  }

  private static String decode96(Bytes data, int length) {
    long low = word(data, 0);
    long high = word(data, 4);
    var id = new StringBuilder();
    for (int shift : new int[] {24, 18, 12}) id.append((char) ('0' + ((low >> shift) & SIX_BITS)));
    id.append((char) ('0' + ((low >> 30 & 3) | ((high & 3) << 2))));
    var digits = Long.toString(high >> 2);
    id.append("0".repeat(Math.max(0, length - 5 - digits.length()))).append(digits);
    return id.append((char) (low >> 4 & 0xFF)).toString();
  }

  private static Bytes encode128(String id) {
    int last = id.length() - 1;
    long low = sixBits(id, 10, last);
    low = (((low << 8) | id.charAt(last)) << 4) | id.length();
    return littleEndian(low)
        .plus(littleEndian(sixBits(id, 5, 10)))
        .plus(littleEndian(sixBits(id, 0, 5)));
  }

  private static long sixBits(String id, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) bits = (bits << 6) | (id.charAt(i) - '0');
    return bits;
  }

  private static String decode128(Bytes data, int length) {
    long low = word(data, 0);
    var id = new StringBuilder();
    characters(word(data, 8), 5, id);
    characters(word(data, 4), 5, id);
    characters(low >> 12, length - 11, id);
    return id.append((char) (low >> 4 & 0xFF)).toString();
  }

  private static void characters(long bits, int count, StringBuilder id) {
    for (int i = count - 1; i >= 0; i--) id.append((char) ('0' + ((bits >> (6 * i)) & SIX_BITS)));
  }

  private static Bytes littleEndian(long word) {
    return Bytes.of(
        (int) (word & 0xFF),
        (int) (word >> 8 & 0xFF),
        (int) (word >> 16 & 0xFF),
        (int) (word >> 24 & 0xFF));
  }

  private static long word(Bytes data, int at) {
    return data.at(at)
        | data.at(at + 1) << 8
        | data.at(at + 2) << 16
        | (long) data.at(at + 3) << 24;
  }
}
