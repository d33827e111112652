package org.shuyi.devices.tag.process;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * Lines of UTF-8, a JSON object each, whose last member is a check over all before it: SDKs print
 * to the same output from threads of their own, in the middle of a line too. The README beside this
 * is the specification.
 */
public final class ProgramCodec {
  public static final Frames FRAMES = new ProgramFrames();

  /** Of this protocol. */
  public static final int VERSION = 1;

  /** The longest line with its end, in bytes: a hundred tags in one list. */
  public static final int LONGEST = 8_192;

  static final String CHECK = ",\"crc\":\"";

  /** {@code ,"crc":"0123ABCD"}} */
  private static final int CHECK_BYTES = CHECK.length() + 10;

  private ProgramCodec() {}

  static Bytes encode(Question question) {
    return line("{\"ask\":\"" + question.ask() + "\"" + question.members());
  }

  /** A line of an object that is not closed yet. */
  static Bytes line(String object) {
    var bytes = Bytes.copyOf(object.getBytes(StandardCharsets.UTF_8));
    String end = CHECK + crc(bytes) + "\"}\n";
    return bytes.plus(Bytes.copyOf(end.getBytes(StandardCharsets.UTF_8)));
  }

  static Parsed<Reply> parse(Bytes received) {
    int end = end(received);
    if (end < 0) {
      return received.size() < LONGEST
          ? new Parsed.More<>()
          : new Parsed.Noise<>(received.size(), "a line of more than %d bytes".formatted(LONGEST));
    }
    var line = received.slice(0, end);
    line = line.from(start(line));
    if (!isWhole(line)) {
      return hasCheck(line)
          ? new Parsed.Noise<>(end + 1, "the check is wrong")
          : new Parsed.Frame<>(Reply.PRINTED, end + 1);
    }
    return new Parsed.Frame<>(members(line).map(Reply::new).orElse(Reply.PRINTED), end + 1);
  }

  /** An SDK may have printed something before it on the same line; an answer begins like this. */
  private static int start(Bytes line) {
    return Math.max(0, latin(line).lastIndexOf("{\"to\":\""));
  }

  private static boolean hasCheck(Bytes line) {
    return latin(line).contains(CHECK);
  }

  /** Where the first line ends, -1 if it does not. */
  static int end(Bytes bytes) {
    for (int i = 0; i < Math.min(bytes.size(), LONGEST); i++) if (bytes.at(i) == '\n') return i;
    return -1;
  }

  /** Whether a line, without its end, has the check that it should have. */
  static boolean isWhole(Bytes line) {
    var trimmed = trimmed(line);
    int from = trimmed.size() - CHECK_BYTES;
    if (from < 1) return false;
    String expected = CHECK + crc(trimmed.slice(0, from)) + "\"}";
    return text(trimmed.from(from)).equals(Optional.of(expected));
  }

  static Optional<Map<String, Object>> members(Bytes line) {
    return text(line).flatMap(Json::object);
  }

  /** CRC-32 of IEEE 802.3, as zlib's, in eight hex digits of upper case. */
  static String crc(Bytes bytes) {
    var crc = new CRC32();
    crc.update(bytes.toArray());
    return "%08X".formatted(crc.getValue());
  }

  /** Programs on Windows end their lines with CR and LF. */
  private static Bytes trimmed(Bytes line) {
    int last = line.size() - 1;
    return last >= 0 && line.at(last) == '\r' ? line.slice(0, last) : line;
  }

  private static String latin(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> text(Bytes bytes) {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(decoder.decode(ByteBuffer.wrap(bytes.toArray())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
