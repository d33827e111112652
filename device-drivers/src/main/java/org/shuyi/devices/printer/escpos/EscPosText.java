package org.shuyi.devices.printer.escpos;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * A receipt's text on its way to the paper: characters only, in the printer's encoding, broken to
 * its width. A title is a stranger's text: no control character of it reaches the printer, where it
 * would be a command.
 */
final class EscPosText {
  private final EscPosConfig config;
  private final CharsetEncoder encoder;

  EscPosText(EscPosConfig config) {
    this.config = config;
    this.encoder =
        config
            .charset()
            .newEncoder()
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {'?'});
  }

  /** The lines as they are printed, without line ends. */
  List<Bytes> printed(List<String> lines) {
    var printed = new ArrayList<Bytes>();
    for (String line : lines) addBroken(line, printed);
    return printed;
  }

  /** The bytes of a whole receipt, its mark at the end. */
  static Bytes receipt(List<Bytes> printed, EscPosConfig config) {
    Charset charset = config.charset();
    var receipt = EscPosCodec.INITIALISE;
    if (!charset.equals(StandardCharsets.US_ASCII)) receipt = receipt.plus(EscPosCodec.CHINESE_ON);
    for (Bytes line : printed) receipt = receipt.plus(line).plus(EscPosCodec.LF);
    return receipt.plus(end(config)).plus(EscPosCodec.MARK);
  }

  /** What brings the last line out to where it can be taken. */
  static Bytes end(EscPosConfig config) {
    return config.cut() ? EscPosCodec.CUT : Bytes.of(0x0A, 0x0A, 0x0A, 0x0A, 0x0A);
  }

  /** A character of two bytes or more is twice as wide. */
  private void addBroken(String line, List<Bytes> printed) {
    var row = Bytes.EMPTY;
    int width = 0;
    int[] points = line.codePoints().toArray();
    for (int point : points) {
      Bytes character = encoded(isText(point) ? Character.toString(point) : " ");
      int wide = character.size() > 1 ? 2 : 1;
      if (width + wide > config.columns()) {
        printed.add(row);
        row = Bytes.EMPTY;
        width = 0;
      }
      row = row.plus(character);
      width += wide;
    }
    printed.add(row);
  }

  private Bytes encoded(String character) {
    try {
      ByteBuffer bytes = encoder.encode(CharBuffer.wrap(character));
      var content = new byte[bytes.remaining()];
      bytes.get(content);
      return Bytes.copyOf(content);
    } catch (CharacterCodingException e) {
      return Bytes.of('?');
    }
  }

  private static boolean isText(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
