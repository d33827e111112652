package org.shuyi.devices.tag.llrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * A parameter in the body of a message, or in another parameter. Long form (TLV): type (10 bits of
 * 16), length of all of it (2), value. Short form (TV): 80 + type (1), value, whose length follows
 * from its type. Source: EPCglobal LLRP 1.0.1 and 1.1, binary encoding of parameters.
 *
 * @param header 4 in the long form, 1 in the short form
 */
record LlrpParameter(int type, int header, Bytes value) {
  static final int LONG_HEADER = 4;
  private static final int SHORT_HEADER = 1;
  private static final int SHORT_FORM = 0x80;

  /** Bytes of the value of each short parameter, by type. */
  private static final int[] SHORT_SIZES = {
    0, 2, 8, 8, 8, 8, 1, 2, 2, 4, 2, 2, 2, 12, 2, 2, 4, 2, 4, 2, 2
  };

  int size() {
    return header + value.size();
  }

  /** A long one. */
  static Bytes of(int type, Bytes value) {
    return Bytes.of(type >> 8, type & 0xFF).plus(u16(LONG_HEADER + value.size())).plus(value);
  }

  /** The parameter that begins here; empty if none does. */
  static Optional<LlrpParameter> at(Bytes bytes, int from) {
    int left = bytes.size() - from;
    if (left < 1) return Optional.empty();
    if (bytes.at(from) >= SHORT_FORM) {
      int type = bytes.at(from) - SHORT_FORM;
      if (type == 0 || type >= SHORT_SIZES.length) return Optional.empty();
      return cut(bytes, from, type, SHORT_HEADER, SHORT_HEADER + SHORT_SIZES[type]);
    }
    if (left < LONG_HEADER) return Optional.empty();
    return cut(bytes, from, u16(bytes, from) & 0x3FF, LONG_HEADER, u16(bytes, from + 2));
  }

  private static Optional<LlrpParameter> cut(
      Bytes bytes, int from, int type, int header, int size) {
    if (size < header || from + size > bytes.size()) return Optional.empty();
    return Optional.of(new LlrpParameter(type, header, bytes.slice(from + header, from + size)));
  }

  /** All parameters from here to the end; empty where they do not fill it. */
  static Optional<List<LlrpParameter>> all(Bytes bytes, int from) {
    var found = new ArrayList<LlrpParameter>();
    for (int at = from; at < bytes.size(); ) {
      var next = at(bytes, at);
      if (next.isEmpty()) return Optional.empty();
      found.add(next.get());
      at += next.get().size();
    }
    return Optional.of(found);
  }

  static Bytes u16(int value) {
    return Bytes.of(value >> 8 & 0xFF, value & 0xFF);
  }

  static Bytes u32(long value) {
    return u16((int) (value >> 16 & 0xFFFF)).plus(u16((int) (value & 0xFFFF)));
  }

  static int u16(Bytes bytes, int at) {
    return bytes.at(at) << 8 | bytes.at(at + 1);
  }

  static long u32(Bytes bytes, int at) {
    return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
  }
}
