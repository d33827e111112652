package org.shuyi.devices.tag.memory;

import java.math.BigInteger;
import java.util.ArrayList;
import org.shuyi.devices.Bytes;

/** Numbers, either as one big-endian integer or as two digits a byte. */
final class Digits {
  private static final int LONGEST_INTEGER = 8;

  private Digits() {}

  static Bytes integer(String digits) {
    var bytes = Bytes.copyOf(new BigInteger(digits).toByteArray());
    return bytes.at(0) == 0 && bytes.size() > 1 ? bytes.from(1) : bytes;
  }

  static Decoded readInteger(Bytes data) {
    var text = Decoded.of(new BigInteger(1, data.toArray()).toString());
    if (data.size() > LONGEST_INTEGER) {
      return text.plus(
          Note.damage(0, data.size() + " bytes", "an integer of 2 to 19 digits in 1 to 8 bytes"));
    }
    int digits = text.text().length();
    if (digits < 2 || digits > 19)
      text = text.plus(Note.remark(0, digits + " digits", "2 to 19 digits"));
    return data.size() > 1 && data.at(0) == 0
        ? text.plus(Note.remark(0, "00", "the fewest bytes"))
        : text;
  }

  static Bytes numeric(String digits) {
    var values = new int[(digits.length() + 1) / 2];
    for (int i = 0; i < values.length * 2; i++) {
      int digit = i < digits.length() ? digits.charAt(i) - '0' : 0xF;
      values[i / 2] |= i % 2 == 0 ? digit << 4 : digit;
    }
    return Bytes.of(values);
  }

  static Decoded readNumeric(Bytes data) {
    var text = new StringBuilder();
    var notes = new ArrayList<Note>();
    int nibbles = data.size() * 2;
    for (int i = 0; i < nibbles; i++) {
      int digit = i % 2 == 0 ? data.at(i / 2) >> 4 : data.at(i / 2) & 0xF;
      if (digit == 0xF && i == nibbles - 1) break;
      if (digit > 9)
        notes.add(Note.damage(i / 2, Hex.of(data.at(i / 2)), "two digits (F only as the last)"));
      text.append("%X".formatted(digit));
    }
    return new Decoded(text.toString(), notes);
  }
}
