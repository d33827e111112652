package org.shuyi.devices.card.sdt;

import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The frames of a SAM_V module: {@code AA AA AA 96 69}, a length, command or status, data, and the
 * xor of all from the length on. Source: peripherals.md, section 2.
 *
 * <p>Of a card's contents only the number leaves this codec: name, address and photo are dropped
 * where the frame is read.
 */
public final class SdtCodec {
  /** Explains frames; whatever comes from a card is masked. */
  public static final Frames FRAMES = new SdtFrames();

  static final Bytes HEAD = Bytes.of(0xAA, 0xAA, 0xAA, 0x96, 0x69);

  public static final Bytes FIND = request(0x20, 0x01);
  public static final Bytes SELECT = request(0x20, 0x02);
  public static final Bytes READ = request(0x30, 0x01);

  /** Statuses (SW3). */
  static final int OK = 0x90;

  static final int FOUND = 0x9F;
  static final int NOTHING = 0x80;
  static final int SELF_TEST = 0x60;
  static final int NOT_LICENSED = 0x66;

  /** Head and length. */
  static final int BEFORE = 7;

  /** Text, photo and fingerprint of a card, with some room; a longer frame is none. */
  static final int LONGEST = 4_096;

  /** SW1, SW2, SW3 and the check. */
  static final int SHORTEST_REPLY = 4;

  private static final int TEXT_BYTES = 256;

  /** After SW1 to SW3 and two lengths. */
  private static final int TEXT_AT = BEFORE + 3 + 4;

  /** Name 30, sex 2, nation 4, birth 16 and address 70 lie before it. */
  private static final int NUMBER_AT = TEXT_AT + 122;

  private static final int NUMBER_BYTES = 36;

  /** What a module says. */
  public sealed interface Reply {
    /** A status, with nothing of a card in it. */
    record Status(int status) implements Reply {}

    /** A card's contents, of which the number is left. */
    record Read(String number) implements Reply {}
  }

  private SdtCodec() {}

  /** Reads a frame at the front. */
  public static Parsed<Reply> parse(Bytes received) {
    int head = Math.min(received.size(), HEAD.size());
    if (!received.slice(0, head).equals(HEAD.slice(0, head))) {
      return new Parsed.Noise<>(1, "a frame begins with AA AA AA 96 69");
    }
    if (received.size() < BEFORE) return new Parsed.More<>();
    int length = length(received);
    if (length < 3 || length > LONGEST) return new Parsed.Noise<>(1, "length " + length);
    int size = BEFORE + length;
    if (received.size() < size) return new Parsed.More<>();
    if (received.at(size - 1) != check(received, size)) {
      return new Parsed.Noise<>(1, "the xor is wrong");
    }
    if (length < SHORTEST_REPLY) return new Parsed.Noise<>(size, "a request, as an echo");
    return new Parsed.Frame<>(reply(received, length), size);
  }

  private static Reply reply(Bytes frame, int length) {
    int status = frame.at(BEFORE + 2);
    boolean contents =
        status == OK
            && length >= SHORTEST_REPLY + 4 + TEXT_BYTES
            && (frame.at(BEFORE + 3) << 8 | frame.at(BEFORE + 4)) == TEXT_BYTES;
    if (!contents) return new Reply.Status(status);
    var number = frame.slice(NUMBER_AT, NUMBER_AT + NUMBER_BYTES);
    return new Reply.Read(new String(number.toArray(), StandardCharsets.UTF_16LE).strip());
  }

  /**
   * Whether it is a citizen's number: 17 digits and a check by GB 11643, whose X stands for ten.
   */
  static boolean isNumber(String number) {
    if (!number.matches("[0-9]{17}[0-9X]")) return false;
    int sum = 0;
    for (int i = 0; i < 17; i++) sum += (number.charAt(i) - '0') * (1 << (17 - i)) % 11;
    return number.charAt(17) == "10X98765432".charAt(sum % 11);
  }

  static int length(Bytes frame) {
    return frame.at(5) << 8 | frame.at(6);
  }

  /** The xor of all from the length on to before the last of {@code size} bytes. */
  static int check(Bytes frame, int size) {
    int xor = 0;
    for (int i = HEAD.size(); i < size - 1; i++) xor ^= frame.at(i);
    return xor;
  }

  static Bytes request(int command, int parameter) {
    return HEAD.plus(0x00, 0x03, command, parameter, 0x03 ^ command ^ parameter);
  }
}
