package org.shuyi.devices.tag.thingmagic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Reply;

/**
 * What the commands of ThingMagic's modules say, inside a {@link ThingMagicFrame}. Sources:
 * rfid-readers.md, section 4, and for the layouts of 22, 28, 29 and 91 the vendor's Mercury API in
 * C (MIT), {@code serial_reader_l3.c}.
 */
public final class ThingMagicCodec {
  public static final Frames FRAMES = new ThingMagicFrames();

  static final int VERSION = 0x03;
  static final int BOOT = 0x04;
  static final int SEARCH = 0x22;
  static final int READ = 0x28;
  static final int BUFFER = 0x29;
  static final int CLEAR_BUFFER = 0x2A;
  static final int ANTENNA = 0x91;
  static final int READ_POWER = 0x92;
  static final int PROTOCOL = 0x93;
  static final int REGION = 0x97;

  static final int OK = 0x0000;
  static final int NOT_BOOTED = 0x0101;
  static final int NO_TAG = 0x0400;
  private static final int TAG_ERRORS = 0x0420;
  private static final int MEMORY_OVERRUN = TAG_ERRORS + 0x03;

  private static final int GEN2 = 0x0005;
  static final int USER_BANK = 3;

  /** Metadata of a tag in the buffer: only by which antenna it was heard. */
  private static final int ANTENNA_ONLY = 0x0004;

  /** Which tag is read: the one with this EPC. */
  private static final int BY_EPC = 0x01;

  /** An answer to a read begins with this option and two bytes of metadata flags. */
  private static final int WITH_METADATA = 0x10;

  private static final int PC_BYTES = 2;
  private static final int CRC_BYTES = 2;

  /**
   * A tag in the module's buffer.
   *
   * @param antenna by which it was heard, from 1
   * @param pc the protocol control word
   */
  record Tag(int antenna, Bytes pc, Bytes epc) {}

  private ThingMagicCodec() {}

  static Bytes antenna(int number) {
    return Bytes.of(number, number);
  }

  static Bytes gen2() {
    return Bytes.of(GEN2 >> 8, GEN2 & 0xFF);
  }

  static Bytes power(int centiDbm) {
    return Bytes.of(centiDbm >> 8, centiDbm & 0xFF);
  }

  /** Searches with the antenna that is set: no option, no search flags, and so many ms. */
  static Bytes search(int millis) {
    return Bytes.of(0, 0, 0, millis >> 8, millis & 0xFF);
  }

  /** How many tags a search found: one byte, or four where the module holds many. */
  static OptionalInt found(Reply reply) {
    if (reply.status() == NO_TAG) return OptionalInt.of(0);
    var data = reply.data();
    if (reply.status() != OK || data.size() < 4) return OptionalInt.empty();
    return switch (data.size()) {
      case 4 -> OptionalInt.of(data.at(3));
      case 7 ->
          data.at(3) == 0 && data.at(4) == 0
              ? OptionalInt.of(data.at(5) << 8 | data.at(6))
              : OptionalInt.empty();
      default -> OptionalInt.empty();
    };
  }

  static Bytes buffer() {
    return Bytes.of(ANTENNA_ONLY >> 8, ANTENNA_ONLY & 0xFF, 0);
  }

  /** The next tags of the buffer; empty where the answer contradicts itself. */
  static Optional<List<Tag>> tags(Reply reply) {
    var data = reply.data();
    boolean known =
        reply.status() == OK && data.size() >= 4 && (data.at(0) << 8 | data.at(1)) == ANTENNA_ONLY;
    if (!known) return Optional.empty();
    int count = data.at(3);
    var tags = new ArrayList<Tag>();
    int at = 4;
    while (tags.size() < count && at + 3 <= data.size()) {
      int bits = data.at(at + 1) << 8 | data.at(at + 2);
      int end = at + 3 + bits / 8;
      int epcFrom = at + 3 + PC_BYTES;
      int epcTo = end - CRC_BYTES;
      if (bits % 16 != 0 || epcTo < epcFrom || end > data.size()) return Optional.empty();
      tags.add(
          new Tag(data.at(at) & 0x0F, data.slice(at + 3, epcFrom), data.slice(epcFrom, epcTo)));
      at = end;
    }
    return tags.size() == count && at == data.size()
        ? Optional.of(List.copyOf(tags))
        : Optional.empty();
  }

  /** Reads words of a bank of the tag with this EPC, without a password. */
  static Bytes read(Bytes epc, int bank, int firstWord, int words, int millis) {
    return Bytes.of(millis >> 8, millis & 0xFF, BY_EPC | WITH_METADATA, 0, 0, bank)
        .plus(0, 0, firstWord >> 8, firstWord & 0xFF, words)
        .plus(0, 0, 0, 0)
        .plus(epc.size() * 8)
        .plus(epc);
  }

  /** The words that were read. */
  static Optional<Bytes> words(Reply reply) {
    var data = reply.data();
    boolean whole = reply.status() == OK && data.size() > 3 && data.size() % 2 == 1;
    return whole ? Optional.of(data.from(3)) : Optional.empty();
  }

  /** Whether the tag says that it has no such memory. */
  static boolean isOverrun(Reply reply) {
    return reply.status() == MEMORY_OVERRUN;
  }

  /** {@code status 0400, no tag found}. */
  static String status(Reply reply) {
    return "status %04X, %s".formatted(reply.status(), meaning(reply.status()));
  }

  static String meaning(int status) {
    return switch (status) {
      case OK -> "ok";
      case 0x0100 -> "length";
      case NOT_BOOTED -> "unknown command, or the firmware is not booted";
      case 0x0105 -> "parameter";
      case NO_TAG -> "no tag found";
      case MEMORY_OVERRUN -> "the tag has no such memory";
      case TAG_ERRORS + 0x04 -> "locked";
      case TAG_ERRORS + 0x0B -> "not enough power";
      default -> status >> 8 == 0x7F ? "software fault" : "not documented";
    };
  }
}
