package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Gen2Field;
import org.shuyi.sim.world.Gen2Tag;

/**
 * A UHF reader of the UHFReader18 family, and the Gen2 tags in its field.
 *
 * <p>Source: UHFReader18 User's Manual V2.0, sections 3, 5, 6, 8.2.1, 8.2.2, 8.4.1, 8.4.4, 8.4.9
 * and 8.4.10. An inventory that fills more than one answer comes in several: all but the last with
 * status 03. In scan mode it obeys only commands to the reader itself and says tags unasked; its
 * settings are kept without power, so "settings lost" is a reader that somebody left in scan mode.
 * How long a tag takes on the air is guessed at 5 ms.
 */
public final class UhfReader18Peer extends SerialPeer {
  /** 57600 8N1. */
  public static final Pace PACE = new Pace(57_600, 10);

  private static final int GAP_MILLIS = 15;
  private static final int LONGEST_COMMAND = 0x60;
  private static final int ANY_READER = 0xFF;
  private static final long READER_MICROS = 2_000;
  private static final long ROUND_MICROS = 20_000;
  private static final long TAG_MICROS = 5_000;

  private static final int OK = 0x00;
  private static final int DONE = 0x01;
  private static final int MORE_DATA = 0x03;
  private static final int NO_TAG = 0xFB;
  private static final int TAG_ERROR = 0xFC;
  private static final int WRONG_LENGTH = 0xFD;
  private static final int ILLEGAL = 0xFE;
  private static final int WRONG_PARAMETER = 0xFF;
  private static final int MEMORY_OVERRUN = 0x03;

  private final int address;
  private final int tagsPerReply;
  private final Gen2Field field;
  private int scanTime = 0x0A;
  private int mode;
  private int asked;

  /**
   * A reader at this address.
   *
   * @param tagsPerReply how many tags it puts in one answer; an answer has at most 255 bytes
   */
  public UhfReader18Peer(int address, int tagsPerReply, Gen2Field field, Pace pace, long seed) {
    super(pace, GAP_MILLIS, seed);
    this.address = address;
    this.tagsPerReply = tagsPerReply;
    this.field = field;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int size = (inbox[0] & 0xFF) + 1;
    if (size < 5 || size > LONGEST_COMMAND + 1) return filled;
    if (filled < size) return MORE;
    asked = size;
    int crc = crc(inbox, size - 2);
    if ((inbox[size - 2] & 0xFF) != (crc & 0xFF) || (inbox[size - 1] & 0xFF) != crc >> 8) {
      reply(0x00, ILLEGAL, Bytes.EMPTY, 0, now);
      return filled;
    }
    int to = inbox[1] & 0xFF;
    if (to == ANY_READER || to == address) {
      obey(inbox[2] & 0xFF, Bytes.copyOf(Arrays.copyOfRange(inbox, 3, size - 2)), now);
    }
    return size;
  }

  private void obey(int command, Bytes data, long now) {
    if (command < 0x20 && !answers()) return;
    switch (command) {
      case 0x01 -> inventory(data, now);
      case 0x02 -> read(data, now);
      case 0x21 -> {
        var told = Bytes.of(0x00, 0x16, 0x09, 0x03, 0x4E, 0x00, 0x1E, scanTime);
        reply(command, OK, told, 0, now);
      }
      case 0x25 -> {
        if (data.size() != 1) reply(command, WRONG_LENGTH, Bytes.EMPTY, 0, now);
        else {
          scanTime = data.at(0) < 3 ? 0x0A : data.at(0);
          reply(command, OK, Bytes.EMPTY, 0, now);
        }
      }
      case 0x35 -> {
        if (data.size() != 6) reply(command, WRONG_LENGTH, Bytes.EMPTY, 0, now);
        else {
          mode = data.at(0) & 0x03;
          faults().end(Fault.SettingsLost.class);
          reply(command, OK, Bytes.EMPTY, 0, now);
        }
      }
      case 0x36 -> {
        int told = answers() ? 0 : Math.max(1, mode);
        reply(command, OK, Bytes.of(0, 30, 10, 15, told, 0, 0, 0, 1, 0, 8, 0), 0, now);
      }
      default -> reply(0x00, ILLEGAL, Bytes.EMPTY, 0, now);
    }
  }

  private boolean answers() {
    return mode == 0 && !faults().has(Fault.SettingsLost.class);
  }

  private List<Gen2Tag> inField() {
    return field.tags(1);
  }

  private void inventory(Bytes data, long now) {
    if (!data.isEmpty()) {
      reply(0x01, WRONG_PARAMETER, Bytes.EMPTY, 0, now);
      return;
    }
    boolean healthy = faults().none();
    var found = new ArrayList<Bytes>();
    for (var tag : inField()) {
      if (!healthy && faults().misses(tag.epc())) continue;
      found.add(tag.epc());
    }
    if (!healthy) for (var ghost : faults().ghosts()) found.add(ghost.uid());
    long micros = ROUND_MICROS + TAG_MICROS * found.size();
    if (found.isEmpty()) {
      reply(0x01, NO_TAG, Bytes.EMPTY, micros, now);
      return;
    }
    for (int from = 0; from < found.size(); from += tagsPerReply) {
      int to = Math.min(found.size(), from + tagsPerReply);
      var told = Bytes.of(to - from);
      for (var epc : found.subList(from, to)) told = told.plus(epc.size()).plus(epc);
      reply(0x01, to < found.size() ? MORE_DATA : DONE, told, micros, now);
    }
  }

  private void read(Bytes data, long now) {
    int words = data.isEmpty() ? 15 : data.at(0);
    int head = 1 + words * 2;
    if (words > 14 || data.size() != head + 7) {
      reply(0x02, words > 14 ? WRONG_PARAMETER : WRONG_LENGTH, Bytes.EMPTY, 0, now);
      return;
    }
    var epc = data.slice(1, head);
    int bank = data.at(head);
    int first = data.at(head + 1);
    int count = data.at(head + 2);
    if (bank > 3 || count == 0 || count >= 120) {
      reply(0x02, WRONG_PARAMETER, Bytes.EMPTY, 0, now);
      return;
    }
    for (var tag : inField()) {
      if (tag.epc().equals(epc)) {
        toTag(bank(tag, bank), first, count, now);
        return;
      }
    }
    reply(0x02, NO_TAG, Bytes.EMPTY, TAG_MICROS, now);
  }

  private static Bytes bank(Gen2Tag tag, int bank) {
    return switch (bank) {
      case 1 -> Bytes.of(0, 0).plus(tag.bank());
      case 3 -> tag.user();
      default -> Bytes.EMPTY;
    };
  }

  private void toTag(Bytes memory, int first, int count, long now) {
    if ((first + count) * 2 > memory.size()) {
      reply(0x02, TAG_ERROR, Bytes.of(MEMORY_OVERRUN), TAG_MICROS, now);
      return;
    }
    var told = memory.slice(first * 2, (first + count) * 2);
    reply(0x02, OK, told, TAG_MICROS + 200L * count, now);
  }

  private void reply(int command, int status, Bytes data, long micros, long now) {
    var body = Bytes.of(data.size() + 5, faults().told(address), command, status).plus(data);
    int crc = crc(body.toArray(), body.size());
    answer(body.plus(crc & 0xFF, crc >> 8), asked, READER_MICROS + micros, now);
  }

  /** CRC-16, polynomial 8408 (reflected 1021), start FFFF, not inverted; sent low byte first. */
  private static int crc(byte[] bytes, int length) {
    int crc = 0xFFFF;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x8408;
    }
    return crc;
  }
}
