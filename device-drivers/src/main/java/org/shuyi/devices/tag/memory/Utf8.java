package org.shuyi.devices.tag.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import org.shuyi.devices.Bytes;

/** UTF-8 read strictly: the first byte that does not belong is named. */
final class Utf8 {
  private Utf8() {}

  static Decoded decode(Bytes data) {
    var in = ByteBuffer.wrap(data.toArray());
    var out = CharBuffer.allocate(data.size());
    var strict =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    if (!strict.decode(in, out, true).isError()) return Decoded.of(out.flip().toString());
    int at = in.position();
    return Decoded.of(new String(data.toArray(), UTF_8))
        .plus(Note.damage(at, Hex.of(data.at(at)), "a UTF-8 character"));
  }

  /** Whether every surrogate has its partner. */
  static boolean takes(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  static Bytes encode(String text) {
    return Bytes.copyOf(text.getBytes(UTF_8));
  }

  /** A field of fixed length: text, then 00 to the end. */
  static Decoded paddedField(Bytes field) {
    int end = 0;
    while (end < field.size() && field.at(end) != 0) end++;
    var text = decode(field.slice(0, end)).printable();
    for (int i = end; i < field.size(); i++) {
      if (field.at(i) != 0)
        return text.plus(Note.damage(i, Hex.of(field.at(i)), "00 to the end of the field"));
    }
    return text;
  }
}
