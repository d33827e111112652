package org.shuyi.devices.tag.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * URN Code 40 of ISO/TS 28560-4: three characters of a table of 40 in two bytes, and first bytes
 * above FA for what is not in the table: FB a long number, FC a character of ISO 646, FD and FE a
 * UTF-8 character of two and three bytes. Source: tags.md, section 7 (dp2).
 */
final class Urn40 {
  private static final String TABLE = " ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789";
  private static final int LONG_NUMBER = 0xFB;
  private static final int ISO_646 = 0xFC;
  private static final int UTF8_TWO = 0xFD;
  private static final int UTF8_THREE = 0xFE;

  /** A long number has 9 to 24 digits: their number less nine takes four bits. */
  private static final int FEWEST_DIGITS = 9;

  private static final int MOST_DIGITS = 24;
  private static final int FEWEST_BYTES = 4;

  private Urn40() {}

  /** The first character that cannot be written, if there is one. */
  static Optional<String> foreign(String text) {
    return text.codePoints()
        .filter(c -> c > 0xFFFF || Character.isISOControl(c) || Character.isSurrogate((char) c))
        .mapToObj("U+%04X"::formatted)
        .findFirst();
  }

  /** Packs a text without {@link #foreign} characters; not filled to a whole word. */
  static Bytes encode(String text) {
    var packed = Bytes.EMPTY;
    int at = 0;
    while (at < text.length()) {
      int digits = digitsFrom(text, at);
      if (digits >= FEWEST_DIGITS) {
        int end = at + Math.min(digits, MOST_DIGITS);
        packed = packed.plus(longNumber(text.substring(at, end)));
        at = end;
      } else if (inTable(text.charAt(at))) {
        int end = at;
        while (end < text.length()
            && inTable(text.charAt(end))
            && digitsFrom(text, end) < FEWEST_DIGITS) {
          end += Math.max(1, digitsFrom(text, end));
        }
        packed = packed.plus(triples(text.substring(at, end)));
        at = end;
      } else {
        packed = packed.plus(single(text.substring(at, at + 1)));
        at++;
      }
    }
    return packed;
  }

  static Decoded decode(Bytes data) {
    var text = new StringBuilder();
    var notes = new ArrayList<Note>();
    int at = 0;
    while (at < data.size() && !isFill(data, at)) {
      int size = Math.min(size(data, at), data.size() - at);
      if (size < size(data, at)) {
        notes.add(Note.damage(at, "a character that is cut off", size(data, at) + " bytes"));
      } else {
        read(data.slice(at, at + size), at, text, notes);
      }
      at += size;
    }
    return new Decoded(text.toString(), notes).printable();
  }

  /** A 00 at the end fills a word. */
  private static boolean isFill(Bytes data, int from) {
    for (int i = from; i < data.size(); i++) if (data.at(i) != 0) return false;
    return true;
  }

  private static int size(Bytes data, int at) {
    return switch (data.at(at)) {
      case LONG_NUMBER ->
          at + 1 < data.size() ? 2 + FEWEST_BYTES + (data.at(at + 1) & 0x0F) : 2 + FEWEST_BYTES;
      case UTF8_TWO -> 3;
      case UTF8_THREE -> 4;
      default -> 2;
    };
  }

  private static void read(Bytes piece, int at, StringBuilder text, List<Note> notes) {
    switch (piece.at(0)) {
      case LONG_NUMBER -> {
        var number = new BigInteger(1, piece.from(2).toArray()).toString();
        int digits = FEWEST_DIGITS + (piece.at(1) >> 4);
        if (number.length() > digits) {
          notes.add(Note.damage(at, number.length() + " digits", digits + " digits"));
        }
        text.append("0".repeat(Math.max(0, digits - number.length()))).append(number);
      }
      case ISO_646 -> {
        if (piece.at(1) > 0x7E) notes.add(Note.damage(at + 1, Hex.of(piece.at(1)), "20 to 7E"));
        text.append((char) piece.at(1));
      }
      case UTF8_TWO, UTF8_THREE -> {
        var character = Utf8.decode(piece.from(1));
        character.notes().forEach(note -> notes.add(note.at(at + 1 + note.offset())));
        text.append(character.text());
      }
      case 0xFF -> notes.add(Note.damage(at, "FF", "a first byte up to FE"));
      default -> triple(piece.at(0) << 8 | piece.at(1), at, text, notes);
    }
  }

  private static void triple(int word, int at, StringBuilder text, List<Note> notes) {
    int value = word - 1;
    if (value < 0 || value / 1600 >= TABLE.length()) {
      notes.add(Note.damage(at, "%04X".formatted(word), "three characters of the table"));
      return;
    }
    boolean filled = false;
    for (int code : new int[] {value / 1600, value / 40 % 40, value % 40}) {
      if (code == 0) {
        filled = true;
      } else if (filled) {
        notes.add(Note.damage(at, "%04X".formatted(word), "fill only at the end"));
        return;
      } else {
        text.append(TABLE.charAt(code));
      }
    }
  }

  private static Bytes longNumber(String digits) {
    var bytes = Bytes.copyOf(new BigInteger(digits).toByteArray());
    if (bytes.size() > 1 && bytes.at(0) == 0) bytes = bytes.from(1);
    while (bytes.size() < FEWEST_BYTES) bytes = Bytes.of(0).plus(bytes);
    int second = (digits.length() - FEWEST_DIGITS) << 4 | (bytes.size() - FEWEST_BYTES);
    return Bytes.of(LONG_NUMBER, second).plus(bytes);
  }

  private static Bytes triples(String text) {
    var packed = Bytes.EMPTY;
    for (int at = 0; at < text.length(); at += 3) {
      int value = 1600 * code(text, at) + 40 * code(text, at + 1) + code(text, at + 2) + 1;
      packed = packed.plus(value >> 8, value & 0xFF);
    }
    return packed;
  }

  private static int code(String text, int at) {
    return at < text.length() ? TABLE.indexOf(text.charAt(at)) : 0;
  }

  private static Bytes single(String character) {
    var bytes = Bytes.copyOf(character.getBytes(UTF_8));
    int lead = bytes.size() == 1 ? ISO_646 : bytes.size() == 2 ? UTF8_TWO : UTF8_THREE;
    return Bytes.of(lead).plus(bytes);
  }

  private static boolean inTable(char c) {
    return c != ' ' && TABLE.indexOf(c) > 0;
  }

  private static int digitsFrom(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
    return end - at;
  }
}
