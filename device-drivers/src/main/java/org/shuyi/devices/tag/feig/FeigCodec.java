package org.shuyi.devices.tag.feig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

/**
 * What FEIG's ISO commands say, inside a {@link FeigFrame}. Sources: rfid-readers.md, section 1
 * (manual H20800-16e-ID-B), and manual H60301-3e-ID-B for system information and EAS.
 */
public final class FeigCodec {
  /** Explains frames of shelf readers; a book's number is not personal. */
  public static final Frames FRAMES = new FeigFrames(false);

  public static final int VERSION = 0x65;
  public static final int RF_RESET = 0x69;
  public static final int RF = 0x6A;
  public static final int ISO = 0xB0;
  public static final int ISO_CUSTOM = 0xB1;

  public static final int INVENTORY = 0x01;
  static final int READ_BLOCKS = 0x23;
  static final int WRITE_BLOCKS = 0x24;
  static final int WRITE_AFI = 0x27;
  static final int WRITE_DSFID = 0x29;
  static final int SYSTEM_INFORMATION = 0x2B;
  static final int NXP = 0x04;
  static final int SET_EAS = 0xA2;
  static final int RESET_EAS = 0xA3;
  static final int EAS_ALARM = 0xA5;

  public static final int OK = 0x00;
  public static final int NO_TAG = 0x01;
  static final int UNKNOWN_COMMAND = 0x80;
  public static final int MORE_DATA = 0x94;
  static final int ISO_ERROR = 0x95;

  private static final int BLOCK_ALREADY_LOCKED = 0x11;
  private static final int BLOCK_LOCKED = 0x12;

  static final int ISO_15693 = 0x03;
  public static final int ISO_14443A = 0x04;

  private static final int ADDRESSED = 0x01;

  /** At most 128 bytes of data in one answer. */
  static final int LONGEST_READ = 128;

  /** One transponder of an inventory; {@code uid} E0 first. */
  public record Tag(int dsfid, Bytes uid) {}

  /**
   * What an inventory's answer lists.
   *
   * @param tags those of ISO 15693
   * @param others how many of another kind, or records that could not be read
   */
  public record Inventory(List<Tag> tags, int others) {}

  /**
   * A tag's system information.
   *
   * @param blocks how many blocks it has, 0 if it does not say
   * @param blockSize bytes in a block, 0 if it does not say
   */
  record SystemInformation(int dsfid, Bytes uid, int afi, int blocks, int blockSize) {}

  /** Some blocks of a tag's memory, without their security states. */
  record Blocks(int count, int blockSize, Bytes content) {}

  private FeigCodec() {}

  /** Data of an inventory; {@code more} goes on with the last one after status 94. */
  public static Bytes inventory(boolean more) {
    return Bytes.of(INVENTORY, more ? 0x80 : 0x00);
  }

  static Bytes readBlocks(Bytes uid, int first, int count) {
    return addressed(READ_BLOCKS, uid).plus(first, count);
  }

  static Bytes systemInformation(Bytes uid) {
    return addressed(SYSTEM_INFORMATION, uid);
  }

  static Bytes writeAfi(Bytes uid, int afi) {
    return addressed(WRITE_AFI, uid).plus(afi);
  }

  /** Blocks as this reader takes them. */
  static Bytes writeBlocks(Bytes uid, int first, int blockSize, Bytes content) {
    return addressed(WRITE_BLOCKS, uid)
        .plus(first, content.size() / blockSize, blockSize)
        .plus(content);
  }

  static Bytes writeDsfid(Bytes uid, int dsfid) {
    return addressed(WRITE_DSFID, uid).plus(dsfid);
  }

  /** Data of command B1 by which an NXP chip is asked to ring; silence is status 01. */
  static Bytes easAlarm(Bytes uid) {
    return Bytes.of(NXP).plus(addressed(EAS_ALARM, uid));
  }

  /** Whether an answer to a write says that the block or register is locked. */
  static boolean isLocked(Reply reply) {
    if (reply.status() != ISO_ERROR || reply.data().isEmpty()) return false;
    int code = reply.data().at(0);
    return code == BLOCK_LOCKED || code == BLOCK_ALREADY_LOCKED;
  }

  /** Data of command B1: the maker of the chip, then its own command. */
  static Bytes eas(Bytes uid, boolean on) {
    return Bytes.of(NXP).plus(addressed(on ? SET_EAS : RESET_EAS, uid));
  }

  /**
   * What an inventory's answer with status 00 or 94 lists; the rest is lost after a foreign kind.
   */
  public static Inventory inventory(Reply reply) {
    var data = reply.data();
    if (data.isEmpty()) return new Inventory(List.of(), 0);
    int count = data.at(0);
    var tags = new ArrayList<Tag>();
    for (int at = 1; tags.size() < count && at + 10 <= data.size(); at += 10) {
      if (data.at(at) != ISO_15693) break;
      tags.add(new Tag(data.at(at + 1), data.slice(at + 2, at + 10)));
    }
    return new Inventory(List.copyOf(tags), count - tags.size());
  }

  static Optional<SystemInformation> systemInformation(Reply reply) {
    var data = reply.data();
    if (reply.status() != OK || data.size() < 10) return Optional.empty();
    int afi = data.at(9);
    if (data.size() < 13) {
      return Optional.of(new SystemInformation(data.at(0), data.slice(1, 9), afi, 0, 0));
    }
    int first = data.at(10);
    int second = data.at(11);
    boolean asOnAir = isBlockSize(second);
    boolean turned = !asOnAir && isBlockSize(first);
    int blocks = asOnAir ? first + 1 : turned ? second + 1 : 0;
    int blockSize = asOnAir ? (second & 0x1F) + 1 : turned ? (first & 0x1F) + 1 : 0;
    return Optional.of(new SystemInformation(data.at(0), data.slice(1, 9), afi, blocks, blockSize));
  }

  static Optional<Blocks> blocks(Reply reply) {
    var data = reply.data();
    if (reply.status() != OK || data.size() < 2) return Optional.empty();
    int count = data.at(0);
    int size = data.at(1);
    if (count == 0 || size == 0 || data.size() != 2 + count * (1 + size)) return Optional.empty();
    var content = Bytes.EMPTY;
    for (int i = 0; i < count; i++) {
      int from = 2 + i * (1 + size) + 1;
      content = content.plus(data.slice(from, from + size));
    }
    return Optional.of(new Blocks(count, size, content));
  }

  /** {@code status 83, RF communication}. */
  public static String status(Reply reply) {
    String text = "status %02X, %s".formatted(reply.status(), meaning(reply.status()));
    boolean code = reply.status() == ISO_ERROR && !reply.data().isEmpty();
    return code
        ? "ISO error %02X, %s".formatted(reply.data().at(0), isoError(reply.data().at(0)))
        : text;
  }

  static String meaning(int status) {
    return switch (status) {
      case OK -> "ok";
      case NO_TAG -> "no tag";
      case 0x02 -> "CRC or data error";
      case 0x03 -> "write error";
      case 0x04 -> "address";
      case 0x05 -> "wrong type";
      case 0x08 -> "authentication";
      case 0x10 -> "EEPROM";
      case 0x11 -> "range";
      case UNKNOWN_COMMAND -> "unknown command";
      case 0x81 -> "length";
      case 0x82 -> "not available in scan mode";
      case 0x83 -> "RF communication";
      case 0x93 -> "overflow";
      case MORE_DATA -> "more data";
      case ISO_ERROR -> "ISO 15693 error";
      case 0x96 -> "ISO 14443 error";
      case 0xF1 -> "hardware";
      default -> "not documented";
    };
  }

  static String isoError(int code) {
    return switch (code) {
      case 0x01 -> "command not supported";
      case 0x02 -> "command not recognised";
      case 0x03 -> "option not supported";
      case 0x0F -> "unknown";
      case 0x10 -> "block not available";
      case 0x11 -> "block already locked";
      case 0x12 -> "block locked";
      case 0x13 -> "not programmed";
      case 0x14 -> "not locked";
      default -> code >= 0xA0 && code <= 0xDF ? "the chip's own" : "not documented";
    };
  }

  private static Bytes addressed(int command, Bytes uid) {
    return Bytes.of(command, ADDRESSED).plus(uid);
  }

  /** The byte for a block size minus 1 of a chip that exists: 4, 8, 16 or 32 bytes. */
  private static boolean isBlockSize(int value) {
    return value == 3 || value == 7 || value == 15 || value == 31;
  }
}
