package org.shuyi.devices.tag.uhfreader18;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Reply;

/**
 * What the commands of UHFReader18 say, inside a {@link UhfFrame}. Sources: rfid-readers.md,
 * section 3; UHFReader18 User's Manual V2.0, sections 8.2.1 (inventory), 8.2.2 (read), 8.4.1
 * (information), 8.4.4 (scan time), 8.4.9 and 8.4.10 (work mode).
 */
public final class UhfCodec {
  public static final Frames FRAMES = new UhfFrames();

  static final int INVENTORY = 0x01;
  static final int READ = 0x02;
  static final int INFORMATION = 0x21;
  static final int SCAN_TIME = 0x25;
  static final int SET_WORK_MODE = 0x35;
  static final int GET_WORK_MODE = 0x36;

  /** The command of what a reader says unasked in scan mode. */
  static final int UNASKED = 0xEE;

  static final int OK = 0x00;
  static final int INVENTORY_DONE = 0x01;
  static final int SCAN_TIME_OVER = 0x02;
  static final int MORE_DATA = 0x03;
  static final int STORAGE_FULL = 0x04;
  static final int POOR = 0xFA;
  static final int NO_TAG = 0xFB;
  static final int TAG_ERROR = 0xFC;

  /** A tag's own error: there is no such memory. */
  private static final int MEMORY_OVERRUN = 0x03;

  static final int EPC_BANK = 0x01;
  static final int USER_BANK = 0x03;

  /** In the EPC bank, after the CRC: the protocol control word, then the EPC. */
  static final int PC_WORD = 1;

  private static final int NO_PASSWORD = 0;

  private UhfCodec() {}

  /** Data of a read of one tag's memory by its complete EPC. */
  static Bytes read(Bytes epc, int bank, int firstWord, int words) {
    return Bytes.of(epc.size() / 2)
        .plus(epc)
        .plus(bank, firstWord, words)
        .plus(NO_PASSWORD, NO_PASSWORD, NO_PASSWORD, NO_PASSWORD);
  }

  /** Data by which the reader speaks only when it is asked; the other five bytes are idle then. */
  static Bytes answerMode() {
    return Bytes.of(0, 0, 0, 0, 1, 0);
  }

  /** Whether the reader speaks only when asked, by its answer to {@link #GET_WORK_MODE}. */
  static Optional<Boolean> answersOnly(Reply reply) {
    return reply.status() == OK && reply.data().size() >= 5
        ? Optional.of((reply.data().at(4) & 0x03) == 0)
        : Optional.empty();
  }

  /** The scan time in 100 ms, by its answer to {@link #INFORMATION}. */
  static Optional<Integer> scanTime(Reply reply) {
    return reply.status() == OK && reply.data().size() >= 8
        ? Optional.of(reply.data().at(7))
        : Optional.empty();
  }

  /** The EPCs that an inventory's answer lists; empty where it holds more or fewer bytes. */
  static Optional<List<Bytes>> epcs(Reply reply) {
    var data = reply.data();
    if (data.isEmpty()) return Optional.of(List.of());
    int count = data.at(0);
    var epcs = new ArrayList<Bytes>();
    int at = 1;
    while (epcs.size() < count && at < data.size()) {
      int end = at + 1 + data.at(at);
      if (end > data.size()) return Optional.empty();
      epcs.add(data.slice(at + 1, end));
      at = end;
    }
    return epcs.size() == count && at == data.size()
        ? Optional.of(List.copyOf(epcs))
        : Optional.empty();
  }

  /** Whether the tag says that it has no such memory. */
  static boolean isOverrun(Reply reply) {
    return reply.status() == TAG_ERROR
        && !reply.data().isEmpty()
        && reply.data().at(0) == MEMORY_OVERRUN;
  }

  /** {@code status FB, no tag}. */
  static String status(Reply reply) {
    boolean code = reply.status() == TAG_ERROR && !reply.data().isEmpty();
    return code
        ? "tag error %02X, %s".formatted(reply.data().at(0), tagError(reply.data().at(0)))
        : "status %02X, %s".formatted(reply.status(), meaning(reply.status()));
  }

  static String meaning(int status) {
    return switch (status) {
      case OK -> "ok";
      case INVENTORY_DONE -> "inventory finished";
      case SCAN_TIME_OVER -> "scan time over";
      case MORE_DATA -> "more data";
      case STORAGE_FULL -> "memory full";
      case 0x05 -> "password";
      case 0xF9 -> "command failed";
      case POOR -> "poor communication";
      case NO_TAG -> "no tag";
      case TAG_ERROR -> "tag error";
      case 0xFD -> "length";
      case 0xFE -> "illegal command or CRC";
      case 0xFF -> "parameter";
      default -> "not documented";
    };
  }

  static String tagError(int code) {
    return switch (code) {
      case 0x00 -> "other";
      case MEMORY_OVERRUN -> "no such memory";
      case 0x04 -> "locked";
      case 0x0B -> "not enough power";
      case 0x0F -> "not specific";
      default -> "not documented";
    };
  }
}
