package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Gen2Field;
import org.shuyi.sim.world.Gen2Tag;

/**
 * A ThingMagic M5e or M6e or a Silion module, and the Gen2 tags before its antennas.
 *
 * <p>Sources: rfid-readers.md, section 4; the layouts of 22, 28, 29 and 91 by the vendor's Mercury
 * API in C (MIT). It forgets region, protocol and antenna without power, and the firmware has to be
 * booted then: every other command but the version is answered 0101. A search takes its whole time.
 * The buffer keeps what it was given until it is cleared, each EPC once.
 */
public final class ThingMagicPeer extends SerialPeer {
  /** 115200 8N1. */
  public static final Pace PACE = new Pace(115_200, 10);

  private static final int GAP_MILLIS = 50;
  private static final long MODULE_MICROS = 1_000;
  private static final long TAG_MICROS = 5_000;

  private static final int OK = 0x0000;
  private static final int WRONG_LENGTH = 0x0100;
  private static final int UNKNOWN = 0x0101;
  private static final int WRONG_PARAMETER = 0x0105;
  private static final int NO_TAG = 0x0400;
  private static final int NO_PROTOCOL = 0x0401;
  private static final int MEMORY_OVERRUN = 0x0423;
  private static final int GEN2 = 0x0005;

  private final int ports;
  private final int tagsPerReply;
  private final Gen2Field field;
  private final List<Buffered> buffer = new ArrayList<>();
  private boolean booted;
  private boolean hasRegion;
  private int protocol;
  private int antenna;
  private int told;
  private int asked;

  private record Buffered(int antenna, Bytes bank, Bytes epc) {}

  /**
   * A module with so many antenna ports.
   *
   * @param tagsPerReply how many tags it puts in one answer; an answer has at most 255 bytes
   */
  public ThingMagicPeer(int ports, int tagsPerReply, Gen2Field field, Pace pace, long seed) {
    super(pace, GAP_MILLIS, seed);
    this.ports = ports;
    this.tagsPerReply = tagsPerReply;
    this.field = field;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    forget();
  }

  private void forget() {
    booted = false;
    hasRegion = false;
    protocol = 0;
    antenna = 1;
    buffer.clear();
    told = 0;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if ((inbox[0] & 0xFF) != 0xFF) return 1;
    if (filled < 2) return MORE;
    int size = (inbox[1] & 0xFF) + 5;
    if (filled < size) return MORE;
    int crc = crc(inbox, 1, size - 2);
    if ((inbox[size - 2] & 0xFF) != crc >> 8 || (inbox[size - 1] & 0xFF) != (crc & 0xFF)) {
      return filled;
    }
    if (faults().has(Fault.SettingsLost.class)) {
      forget();
      faults().end(Fault.SettingsLost.class);
    }
    asked = size;
    obey(inbox[2] & 0xFF, Bytes.copyOf(Arrays.copyOfRange(inbox, 3, size - 2)), now);
    return size;
  }

  private void obey(int command, Bytes data, long now) {
    if (command == 0x03 || (command == 0x04 && !booted)) {
      booted |= command == 0x04;
      reply(command, OK, version(), 0, now);
      return;
    }
    if (!booted || command == 0x04) {
      reply(command, UNKNOWN, Bytes.EMPTY, 0, now);
      return;
    }
    switch (command) {
      case 0x22 -> search(data, now);
      case 0x28 -> read(data, now);
      case 0x29 -> fetch(data, now);
      case 0x2A -> {
        buffer.clear();
        told = 0;
        reply(command, OK, Bytes.EMPTY, 0, now);
      }
      case 0x91 -> antenna(data, now);
      case 0x92 -> reply(command, data.size() == 2 ? OK : WRONG_LENGTH, Bytes.EMPTY, 0, now);
      case 0x93 -> {
        protocol = data.size() == 2 ? data.at(0) << 8 | data.at(1) : 0;
        reply(command, protocol == GEN2 ? OK : WRONG_PARAMETER, Bytes.EMPTY, 0, now);
      }
      case 0x97 -> {
        hasRegion = data.size() == 1 && data.at(0) != 0;
        reply(command, hasRegion ? OK : WRONG_PARAMETER, Bytes.EMPTY, 0, now);
      }
      default -> reply(command, UNKNOWN, Bytes.EMPTY, 0, now);
    }
  }

  private static Bytes version() {
    return Bytes.parse("07 10 23 00 01 00 00 03 20 14 10 07 01 07 02 09 00 00 00 10");
  }

  private void antenna(Bytes data, long now) {
    boolean known = data.size() == 2 && data.at(0) == data.at(1);
    known &= known && data.at(0) >= 1 && data.at(0) <= ports;
    if (known) antenna = data.at(0);
    reply(0x91, known ? OK : WRONG_PARAMETER, Bytes.EMPTY, 0, now);
  }

  /** Option, search flags (2), time (2); the answer ends with the number of tags. */
  private void search(Bytes data, long now) {
    if (data.size() != 5) {
      reply(0x22, WRONG_LENGTH, Bytes.EMPTY, 0, now);
      return;
    }
    if (!hasRegion || protocol != GEN2) {
      reply(0x22, NO_PROTOCOL, Bytes.EMPTY, 0, now);
      return;
    }
    long micros = 1_000L * (data.at(3) << 8 | data.at(4));
    boolean healthy = faults().none();
    for (var tag : field.tags(antenna)) {
      if (!healthy && faults().misses(tag.epc())) continue;
      keep(new Buffered(antenna, tag.bank(), tag.epc()));
    }
    if (!healthy) {
      for (var ghost : faults().ghosts()) {
        var bank = Gen2Tag.plain(ghost.uid(), Bytes.EMPTY).bank();
        keep(new Buffered(antenna, bank, ghost.uid()));
      }
    }
    if (buffer.isEmpty()) reply(0x22, NO_TAG, Bytes.EMPTY, micros, now);
    else reply(0x22, OK, Bytes.of(0, 0, 0, buffer.size()), micros, now);
  }

  private void keep(Buffered found) {
    if (buffer.stream().noneMatch(kept -> kept.epc.equals(found.epc))) buffer.add(found);
  }

  /** Metadata flags (2) and options; each tag: antenna, bits, PC word, EPC and its CRC. */
  private void fetch(Bytes data, long now) {
    if (data.size() != 3 || data.at(0) != 0 || data.at(1) != 0x04) {
      reply(0x29, WRONG_PARAMETER, Bytes.EMPTY, 0, now);
      return;
    }
    int to = Math.min(buffer.size(), told + tagsPerReply);
    var list = data.plus(to - told);
    for (var found : buffer.subList(told, to)) {
      int bits = (found.bank.size() + 2) * 8;
      int crc = ~ccitt(found.bank) & 0xFFFF;
      list =
          list.plus(found.antenna << 4 | found.antenna, bits >> 8, bits & 0xFF)
              .plus(found.bank)
              .plus(crc >> 8, crc & 0xFF);
    }
    told = to;
    reply(0x29, OK, list, 0, now);
  }

  /** Time (2), option, metadata (2), bank, first word (4), words, password (4), bits, EPC. */
  private void read(Bytes data, long now) {
    boolean formed =
        data.size() > 16 && data.at(2) == 0x11 && data.at(15) == (data.size() - 16) * 8;
    if (!formed) {
      reply(0x28, WRONG_PARAMETER, Bytes.EMPTY, 0, now);
      return;
    }
    var epc = data.from(16);
    int first = data.at(8) << 8 | data.at(9);
    int count = data.at(10);
    for (var tag : field.tags(antenna)) {
      if (!tag.epc().equals(epc)) continue;
      var bank = data.at(5) == 3 ? tag.user() : Bytes.EMPTY;
      if ((first + count) * 2 > bank.size()) {
        reply(0x28, MEMORY_OVERRUN, Bytes.EMPTY, TAG_MICROS, now);
      } else {
        var words = bank.slice(first * 2, (first + count) * 2);
        reply(0x28, OK, Bytes.of(0x11, 0, 0).plus(words), TAG_MICROS, now);
      }
      return;
    }
    reply(0x28, NO_TAG, Bytes.EMPTY, 1_000L * (data.at(0) << 8 | data.at(1)), now);
  }

  private void reply(int command, int status, Bytes data, long micros, long now) {
    var checked = Bytes.of(data.size(), command, status >> 8, status & 0xFF).plus(data);
    int crc = crc(checked.toArray(), 0, checked.size());
    var frame = Bytes.of(0xFF).plus(checked).plus(crc >> 8, crc & 0xFF);
    answer(frame, asked, MODULE_MICROS + micros, now);
  }

  /** The bits of the message are shifted in: polynomial 1021, start FFFF; sent high byte first. */
  private static int crc(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        int shifted = crc << 1 | (bytes[i] >> bit & 1);
        crc = (crc & 0x8000) == 0 ? shifted : shifted ^ 0x1021;
        crc &= 0xFFFF;
      }
    }
    return crc;
  }

  /** The CRC of a tag's own bank. */
  private static int ccitt(Bytes bytes) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
      crc &= 0xFFFF;
    }
    return crc;
  }
}
