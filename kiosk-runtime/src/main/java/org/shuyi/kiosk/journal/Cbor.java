package org.shuyi.kiosk.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of CBOR that records use, in exactly one way of writing each value: whole numbers, text,
 * booleans, null and arrays of known length, every head as short as possible.
 *
 * <p>Source: RFC 8949 section 3 (heads and major types), 4.2.1 (core deterministic encoding).
 */
final class Cbor {
  /** A record of ours has some hundred bytes; a longer one is not a record. */
  static final int LONGEST = 65_536;

  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int FALSE = 0xf4;
  private static final int TRUE = 0xf5;
  private static final int NULL = 0xf6;

  /** What Java reads in place of bytes that are not UTF-8; only a text that has it is doubtful. */
  private static final char REPLACEMENT = '\uFFFD';

  private Cbor() {}

  static byte[] encode(Tree tree) {
    var out = new ByteArrayOutputStream(256);
    write(tree, out);
    return out.toByteArray();
  }

  static Tree decode(byte[] bytes) throws Misfit {
    if (bytes.length > LONGEST) throw new Misfit(bytes.length + " bytes are too long for a record");
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Tree tree = read(in, 0);
    if (in.hasRemaining()) throw new Misfit(in.remaining() + " bytes after the record");
    return tree;
  }

  private static void write(Tree tree, ByteArrayOutputStream out) {
    switch (tree) {
      case Tree.Int(long value) when value >= 0 -> head(UNSIGNED, value, out);
      case Tree.Int(long value) -> head(NEGATIVE, ~value, out);
      case Tree.Flag(boolean value) -> out.write(value ? TRUE : FALSE);
      case Tree.Nothing() -> out.write(NULL);
      case Tree.Text(String value) -> {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length, out);
        out.writeBytes(utf8);
      }
      case Tree.Array(List<Tree> items) -> {
        head(ARRAY, items.size(), out);
        items.forEach(item -> write(item, out));
      }
      case Tree.Fields fields -> throw new IllegalArgumentException("records have no named fields");
    }
  }

  private static void head(int major, long value, ByteArrayOutputStream out) {
    int size = value < 24 ? 0 : value < 1 << 8 ? 1 : value < 1 << 16 ? 2 : value < 1L << 32 ? 4 : 8;
    int info =
        switch (size) {
          case 0 -> (int) value;
          case 1 -> 24;
          case 2 -> 25;
          case 4 -> 26;
          default -> 27;
        };
    out.write((major << 5) | info);
    for (int i = size - 1; i >= 0; i--) out.write((int) (value >>> (8 * i)));
  }

  private static Tree read(ByteBuffer in, int depth) throws Misfit {
    if (depth > Tree.DEEPEST) throw new Misfit("nested deeper than " + Tree.DEEPEST);
    int at = in.position();
    int first = oneByte(in);
    if (first == FALSE || first == TRUE) return new Tree.Flag(first == TRUE);
    if (first == NULL) return new Tree.Nothing();
    long value = argument(first & 0x1f, in);
    return switch (first >> 5) {
      case UNSIGNED -> new Tree.Int(value);
      case NEGATIVE -> new Tree.Int(~value);
      case TEXT -> new Tree.Text(text(in, value));
      case ARRAY -> new Tree.Array(array(in, value, depth));
      default -> throw new Misfit("byte %02x at %d begins nothing of ours".formatted(first, at));
    };
  }

  private static long argument(int info, ByteBuffer in) throws Misfit {
    if (info < 24) return info;
    if (info > 27) throw new Misfit("a length that is left open");
    int size = 1 << (info - 24);
    long value = 0;
    for (int i = 0; i < size; i++) value = (value << 8) | oneByte(in);
    boolean shortest =
        size == 1 ? value >= 24 : size == 8 ? value >>> 32 != 0 : value >>> (4 * size) != 0;
    if (value < 0) throw new Misfit("a number of more than 63 bits");
    if (!shortest) throw new Misfit("a number that is not written as short as possible");
    return value;
  }

  private static String text(ByteBuffer in, long length) throws Misfit {
    if (length > in.remaining()) throw new Misfit("a text of " + length + " bytes is cut off");
    byte[] utf8 = new byte[(int) length];
    in.get(utf8);
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) return text;
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new Misfit("a text that is not UTF-8");
    }
  }

  private static List<Tree> array(ByteBuffer in, long length, int depth) throws Misfit {
    if (length > in.remaining()) throw new Misfit("an array of " + length + " items is cut off");
    var items = new ArrayList<Tree>((int) length);
    for (long i = 0; i < length; i++) items.add(read(in, depth + 1));
    return items;
  }

  private static int oneByte(ByteBuffer in) throws Misfit {
    if (!in.hasRemaining()) throw new Misfit("cut off");
    return in.get() & 0xff;
  }
}
