package org.shuyi.devices.tag.threem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.tag.threem.ThreeMFrame.Frame;

/**
 * What the commands of 3M's readers say, inside a {@link ThreeMFrame}. Source: rfid-readers.md,
 * section 2; the layout of blocks read and written as public drivers of the 810 have it.
 */
public final class ThreeMCodec {
  public static final Frames FRAMES = new ThreeMFrames();

  static final int READ_BLOCKS = 0x02;
  static final int CHECK_EAS = 0x03;
  static final int WRITE_BLOCKS = 0x04;
  static final int WRITE_AFI = 0x09;
  static final int GET_AFI = 0x0A;
  static final int WRITE_DSFID = 0x0B;
  static final int EAS_CONTROL = 0x0C;
  static final int GET_DSFID = 0x0F;
  static final int VERSION = 0x11;
  static final int INVENTORY = 0xFE;

  static final int OK = 0x00;
  static final int NO_TAG = 0x06;
  static final int NO_SUCH_MEMORY = 0x11;
  static final int LOCKED = 0x12;
  static final int NOT_SUPPORTED = 0x30;
  static final int OPTION_NOT_SUPPORTED = 0x31;

  /** In the options of an inventory. */
  static final int WITH_UID = 0x01;

  static final int WITH_DSFID = 0x02;

  /** Set by both public drivers; without meaning in the specification. */
  private static final int WITHOUT_MEANING = 0x04;

  private static final int UID_BYTES = 8;
  private static final int BLOCK_BYTES = 4;

  /** One tag of an inventory; {@code uid} E0 first. */
  record Tag(OptionalInt dsfid, Bytes uid) {}

  /** Some blocks of a tag, in the order of their numbers, without their lock states. */
  record Blocks(Bytes uid, int first, int count, Bytes content) {}

  private ThreeMCodec() {}

  /**
   * Wakes the reader and asks for its hardware version; not documented, and answered by an 810 and
   * by two 210.
   */
  public static Frame wakeUp() {
    return new Frame(ThreeMFrame.UNDOCUMENTED, Bytes.of(0x04, 0x00, 0x11));
  }

  static Frame version() {
    return documented(Bytes.of(VERSION));
  }

  /** All tags of all families, each with its UID and DSFID. */
  static Frame inventory() {
    return documented(Bytes.of(INVENTORY, 0x00, WITH_UID | WITH_DSFID | WITHOUT_MEANING));
  }

  static Frame readBlocks(Bytes uid, int first, int count) {
    return addressed(READ_BLOCKS, uid, Bytes.of(first, count));
  }

  /** Blocks of four bytes. */
  static Frame writeBlocks(Bytes uid, int first, Bytes content) {
    var head = Bytes.of(first, content.size() / BLOCK_BYTES, 0);
    return addressed(WRITE_BLOCKS, uid, head.plus(content));
  }

  static Frame getAfi(Bytes uid) {
    return addressed(GET_AFI, uid, Bytes.EMPTY);
  }

  static Frame writeAfi(Bytes uid, int afi) {
    return addressed(WRITE_AFI, uid, Bytes.of(afi));
  }

  static Frame getDsfid(Bytes uid) {
    return addressed(GET_DSFID, uid, Bytes.EMPTY);
  }

  static Frame writeDsfid(Bytes uid, int dsfid) {
    return addressed(WRITE_DSFID, uid, Bytes.of(dsfid));
  }

  static Frame setEas(Bytes uid, boolean on) {
    return addressed(EAS_CONTROL, uid, Bytes.of(on ? 1 : 0));
  }

  static Frame checkEas(Bytes uid) {
    return addressed(CHECK_EAS, uid, Bytes.EMPTY);
  }

  /** What an inventory lists; empty where it holds fewer or more bytes than it says. */
  static Optional<List<Tag>> inventory(Frame reply) {
    var data = reply.data();
    if (reply.error() != OK || data.size() < 3) return Optional.empty();
    int options = data.at(1);
    int count = data.at(2);
    boolean withUid = (options & WITH_UID) != 0;
    boolean withDsfid = (options & WITH_DSFID) != 0;
    int size = (withDsfid ? 1 : 0) + UID_BYTES;
    if (!withUid || data.size() != 3 + count * size) {
      return count == 0 && data.size() == 3 ? Optional.of(List.of()) : Optional.empty();
    }
    var tags = new ArrayList<Tag>();
    for (int at = 3; at < data.size(); at += size) {
      var dsfid = withDsfid ? OptionalInt.of(data.at(at)) : OptionalInt.empty();
      tags.add(new Tag(dsfid, data.slice(at + size - UID_BYTES, at + size)));
    }
    return Optional.of(List.copyOf(tags));
  }

  /** Blocks that were read: each with its number and its lock state, in order. */
  static Optional<Blocks> blocks(Frame reply) {
    var data = reply.data();
    if (reply.error() != OK || data.size() < UID_BYTES + 1) return Optional.empty();
    int count = data.at(UID_BYTES);
    int size = 2 + BLOCK_BYTES;
    if (count == 0 || data.size() != UID_BYTES + 1 + count * size) return Optional.empty();
    int first = data.at(UID_BYTES + 1);
    var content = Bytes.EMPTY;
    for (int i = 0; i < count; i++) {
      int from = UID_BYTES + 1 + i * size;
      if (data.at(from) != first + i) return Optional.empty();
      content = content.plus(data.slice(from + 2, from + size));
    }
    return Optional.of(new Blocks(data.slice(0, UID_BYTES), first, count, content));
  }

  /** The byte behind the UID in an answer about this tag: an AFI or a DSFID. */
  static OptionalInt register(Frame reply, Bytes uid) {
    var data = reply.data();
    boolean told = reply.error() == OK && data.size() == UID_BYTES + 1;
    return told && data.slice(0, UID_BYTES).equals(uid)
        ? OptionalInt.of(data.at(UID_BYTES))
        : OptionalInt.empty();
  }

  /** Whether an answer is about this tag. */
  static boolean isAbout(Frame reply, Bytes uid) {
    var data = reply.data();
    return data.size() >= UID_BYTES && data.slice(0, UID_BYTES).equals(uid);
  }

  /** {@code error 06, no transponder}. */
  static String status(Frame reply) {
    return "error %02X, %s".formatted(reply.error(), meaning(reply.error()));
  }

  static String meaning(int error) {
    return switch (error) {
      case OK -> "ok";
      case 0x02 -> "the reader does not know this command";
      case NO_TAG -> "no transponder";
      case 0x0F -> "unknown";
      case NO_SUCH_MEMORY -> "memory not available";
      case LOCKED -> "locked";
      case 0x15 -> "not read";
      case 0x16 -> "not written";
      case NOT_SUPPORTED -> "not supported";
      case OPTION_NOT_SUPPORTED -> "option not supported";
      default -> "not documented";
    };
  }

  private static Frame documented(Bytes body) {
    return new Frame(ThreeMFrame.DOCUMENTED, body);
  }

  private static Frame addressed(int command, Bytes uid, Bytes parameters) {
    return documented(Bytes.of(command).plus(uid).plus(parameters));
  }
}
