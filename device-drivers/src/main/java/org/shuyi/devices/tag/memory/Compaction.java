package org.shuyi.devices.tag.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Comparator;
import org.shuyi.devices.Bytes;

/** How the data of one 28560-2 element are packed (precursor, bits 6 to 4). */
public enum Compaction {
  /** The element says how: an ISIL in OID 3 and 11, a bit map in OID 2. */
  APPLICATION("application-defined"),
  /** 2 to 19 digits without a leading 0, big-endian in the fewest bytes. */
  INTEGER("integer"),
  /** 2 or more digits, two a byte, filled with F. */
  NUMERIC("numeric"),
  /** 3 or more characters of 41 to 5F, filled with 0 bits. */
  FIVE_BIT("5-bit"),
  /**
   * 4 or more characters of 20 to 5F that do not end in a blank, filled with the first bits of
   * 100000.
   */
  SIX_BIT("6-bit"),
  /** 8 or more characters of 00 to 7E, filled with 1 bits. */
  SEVEN_BIT("7-bit"),
  /** ISO 8859-1. */
  OCTETS("octet string"),
  /** Anything else. */
  UTF8("UTF-8");

  private final String label;

  Compaction(String label) {
    this.label = label;
  }

  /** The name that the data model gives it. */
  public String label() {
    return label;
  }

  /** The code in the precursor, 0 to 7. */
  public int code() {
    return switch (this) {
      case APPLICATION -> 0;
      case INTEGER -> 1;
      case NUMERIC -> 2;
      case FIVE_BIT -> 3;
      case SIX_BIT -> 4;
      case SEVEN_BIT -> 5;
      case OCTETS -> 6;
      case UTF8 -> 7;
    };
  }

  static Compaction of(int code) {
    return Arrays.stream(values()).filter(c -> c.code() == code).findFirst().orElseThrow();
  }

  /**
   * The one that needs the fewest bytes, and of equals the lowest code; the text is valid and not
   * empty.
   */
  static Compaction shortest(String text) {
    return Arrays.stream(values())
        .filter(c -> c.takes(text))
        .min(Comparator.comparingInt(c -> c.encode(text).size()))
        .orElseThrow();
  }

  /** Whether the model lets this text be packed so. */
  boolean takes(String text) {
    return switch (this) {
      case APPLICATION -> false;
      case INTEGER -> text.matches("[1-9][0-9]{1,18}");
      case NUMERIC -> text.matches("[0-9]{2,}");
      case FIVE_BIT -> text.length() >= 3 && PackedText.FIVE.takes(text);
      case SIX_BIT -> text.length() >= 4 && PackedText.SIX.takes(text) && !text.endsWith(" ");
      case SEVEN_BIT -> text.length() >= 8 && PackedText.SEVEN.takes(text);
      case OCTETS -> !text.isEmpty() && text.chars().allMatch(c -> c <= 0xFF);
      case UTF8 -> !text.isEmpty() && Utf8.takes(text);
    };
  }

  /** Packs a text that this compaction {@link #takes}. */
  Bytes encode(String text) {
    return switch (this) {
      case APPLICATION ->
          throw new IllegalArgumentException(
              "application-defined data are packed by their element");
      case INTEGER -> Digits.integer(text);
      case NUMERIC -> Digits.numeric(text);
      case FIVE_BIT -> PackedText.FIVE.encode(text);
      case SIX_BIT -> PackedText.SIX.encode(text);
      case SEVEN_BIT -> PackedText.SEVEN.encode(text);
      case OCTETS -> Bytes.copyOf(text.getBytes(ISO_8859_1));
      case UTF8 -> Utf8.encode(text);
    };
  }

  /** Unpacks any bytes; what does not fit is noted. Application-defined data come as hex digits. */
  Decoded decode(Bytes data) {
    return switch (this) {
      case APPLICATION -> Decoded.of(data.hex());
      case INTEGER -> Digits.readInteger(data);
      case NUMERIC -> Digits.readNumeric(data);
      case FIVE_BIT -> PackedText.FIVE.decode(data);
      case SIX_BIT -> PackedText.SIX.decode(data);
      case SEVEN_BIT -> PackedText.SEVEN.decode(data);
      case OCTETS -> Decoded.of(new String(data.toArray(), ISO_8859_1));
      case UTF8 -> Utf8.decode(data);
    };
  }
}
