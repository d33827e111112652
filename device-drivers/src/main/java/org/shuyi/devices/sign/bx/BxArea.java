package org.shuyi.devices.sign.bx;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.time.Duration;
import org.shuyi.devices.Bytes;

/**
 * One text as a BX card is told of it. A card that is not told again shows it no longer: a sign
 * must not warn of a fire for ever because its station is dead.
 *
 * @param text bytes of GBK, with the card's own commands behind a backslash
 * @param wide whether it is wider than the sign, so that it runs
 */
record BxArea(int width, int height, Bytes text, boolean wide) {
  /** How long the card shows what it is not told again. */
  static final Duration STANDS = Duration.ofMinutes(2);

  /** The longest text in bytes: three lines of a newspaper, and nobody reads more in passing. */
  private static final int LONGEST = 180;

  private static final Charset GBK = Charset.forName("GBK");
  private static final int POINTS_A_BYTE = 8;
  private static final int UNTIL_OUTDATED = 2;
  private static final int ONE_LINE = 1;
  private static final int STILL = 1;
  private static final int LEFTWARDS = 3;
  private static final int SPEED = 4;
  private static final int HALF_SECONDS = 4;

  /** A backslash would be a command of the card; a control character is no text. */
  static BxArea of(BxConfig config, String text, boolean urgent) {
    var encoder =
        GBK.newEncoder()
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {'?'});
    var bytes = Bytes.EMPTY;
    for (int point : text.codePoints().toArray()) {
      Bytes next = encoded(character(point), encoder);
      if (bytes.size() + next.size() > LONGEST) break;
      bytes = bytes.plus(next);
    }
    boolean wide = bytes.size() * POINTS_A_BYTE > config.width();
    Bytes colour = Bytes.of('\\', 'C', urgent ? '1' : '2');
    return new BxArea(
        config.width(), config.height(), config.colours() ? colour.plus(bytes) : bytes, wide);
  }

  private static String character(int point) {
    if (point == '\\') return "/";
    int type = Character.getType(point);
    boolean text =
        type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && type != Character.LINE_SEPARATOR
            && type != Character.PARAGRAPH_SEPARATOR;
    return text ? Character.toString(point) : " ";
  }

  private static Bytes encoded(String character, CharsetEncoder encoder) {
    try {
      ByteBuffer bytes = encoder.encode(CharBuffer.wrap(character));
      var content = new byte[bytes.remaining()];
      bytes.get(content);
      return Bytes.copyOf(content);
    } catch (CharacterCodingException e) {
      return Bytes.of('?');
    }
  }

  /** Twenty-seven bytes and the text. */
  Bytes bytes() {
    int stands = (int) STANDS.toSeconds();
    int eights = width / POINTS_A_BYTE;
    int size = text.size();
    return Bytes.of(
            0x00, // a text with the card's fonts
            0,
            0,
            0,
            0, // x in steps of eight points, and y
            eights & 0xFF,
            eights >> 8,
            height & 0xFF,
            height >> 8, // width and height
            0, // the first area
            0, // no space between lines
            UNTIL_OUTDATED,
            stands & 0xFF,
            stands >> 8, // for so many seconds
            0,
            0,
            0, // no voice, no more parameters, from the upper left
            ONE_LINE,
            1, // and no other
            wide ? LEFTWARDS : STILL,
            0,
            SPEED,
            HALF_SECONDS, // how it comes, goes and stays
            size & 0xFF,
            size >> 8,
            0,
            0)
        .plus(text);
  }
}
