package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.TagField;

/**
 * A 3M reader of model 810 or 210 for ISO 15693 tags, and the tags in its field.
 *
 * <p>Sources (facts only): 3M RFID Reader Model 210 Protocol Specification of 2009; the blocks in
 * an answer to 02 and in 04 as the public driver of the 810 has them; the frame D5 and its answer
 * as both public drivers have them. A frame is D6, a length of two bytes, command, data, CRC. Error
 * 06 is no transponder, and check EAS answers it for EAS off as well. It has no address, and no
 * settings that it could lose.
 */
public final class ThreeMPeer extends SerialPeer {
  /** 19200 8N1. */
  public static final Pace PACE = new Pace(19_200, 10);

  private static final int GAP_MILLIS = 100;
  private static final int LONGEST = 900;
  private static final long READER_MICROS = 2_000;

  private static final int OK = 0x00;
  private static final int NOT_IMPLEMENTED = 0x02;
  private static final int NO_TAG = 0x06;
  private static final int NO_MEMORY = 0x11;
  private static final int LOCKED = 0x12;
  private static final int NOT_WRITTEN = 0x16;
  private static final int NOT_SUPPORTED = 0x30;
  private static final int UID_BYTES = 8;
  private static final int NXP = 0x04;

  private final TagField field;
  private int asked;

  public ThreeMPeer(TagField field, Pace pace, long seed) {
    super(pace, GAP_MILLIS, seed);
    this.field = field;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int start = inbox[0] & 0xFF;
    if (start != 0xD6 && start != 0xD5) return 1;
    if (filled < 3) return MORE;
    int length = ((inbox[1] & 0xFF) << 8) | (inbox[2] & 0xFF);
    if (length < 3 || length > LONGEST) return filled;
    int size = length + 3;
    if (filled < size) return MORE;
    int crc = crc(inbox, 1, size - 2);
    if ((inbox[size - 2] & 0xFF) != crc >> 8 || (inbox[size - 1] & 0xFF) != (crc & 0xFF)) {
      return filled;
    }
    asked = size;
    var body = Bytes.copyOf(Arrays.copyOfRange(inbox, 3, size - 2));
    if (start == 0xD5) wakeUp(now);
    else obey(body.at(0), body.from(1), now);
    return size;
  }

  private void wakeUp(long now) {
    send(0xD5, Bytes.of(0x04, 0x00, 0x11, 0x0A, 0x05, 0x00, 0x02), 0, now);
  }

  private void obey(int command, Bytes data, long now) {
    if (command == 0x11) {
      reply(command, OK, Bytes.of(0x0A, 0x05, 0x00, 0x02), 0, now);
    } else if (command == 0xFE) {
      inventory(data, now);
    } else if (command >= 0x01 && command <= 0x0F && data.size() >= UID_BYTES) {
      var tag = tag(data.slice(0, UID_BYTES));
      if (tag == null) {
        reply(command, NO_TAG, data.slice(0, UID_BYTES), AirTime.shortExchange(), now);
      } else {
        toTag(command, tag, data.from(UID_BYTES), now);
      }
    } else {
      reply(command, NOT_IMPLEMENTED, Bytes.EMPTY, 0, now);
    }
  }

  private @Nullable Tag tag(Bytes uid) {
    for (var tag : inField()) if (tag.uid().equals(uid)) return tag;
    return null;
  }

  private List<Tag> inField() {
    return field.tags(1);
  }

  /** AFI 00 is all tags; option bit 0 tells the UID, bit 1 the DSFID. */
  private void inventory(Bytes data, long now) {
    if (data.size() != 2) {
      reply(0xFE, NOT_SUPPORTED, Bytes.EMPTY, 0, now);
      return;
    }
    int family = data.at(0);
    int options = data.at(1);
    boolean healthy = faults().none();
    var uids = new ArrayList<Bytes>();
    var listed = Bytes.EMPTY;
    for (var tag : inField()) {
      if (family != 0 && family != tag.afi()) continue;
      if (!healthy && faults().misses(tag.uid())) continue;
      uids.add(tag.uid());
      listed = listed.plus(told(options, tag.uid(), tag.dsfid()));
    }
    if (!healthy) {
      for (var ghost : faults().ghosts()) {
        uids.add(ghost.uid());
        listed = listed.plus(told(options, ghost.uid(), ghost.dsfid()));
      }
    }
    var head = Bytes.of(family, options, uids.size());
    reply(0xFE, OK, head.plus(listed), AirTime.inventory(uids), now);
  }

  private static Bytes told(int options, Bytes uid, int dsfid) {
    var told = (options & 2) != 0 ? Bytes.of(dsfid) : Bytes.EMPTY;
    return (options & 1) != 0 ? told.plus(uid) : told;
  }

  private void toTag(int command, Tag tag, Bytes parameters, long now) {
    switch (command) {
      case 0x02 -> read(tag, parameters, now);
      case 0x03 -> checkEas(tag, now);
      case 0x04 -> write(tag, parameters, now);
      case 0x09 -> register(command, tag, parameters, tag::writeAfi, now);
      case 0x0A -> told(command, tag, tag.afi(), now);
      case 0x0B -> register(command, tag, parameters, tag::writeDsfid, now);
      case 0x0C -> register(command, tag, parameters, on -> eas(tag, on), now);
      case 0x0F -> told(command, tag, tag.dsfid(), now);
      default -> reply(command, NOT_IMPLEMENTED, tag.uid(), 0, now);
    }
  }

  private void told(int command, Tag tag, int value, long now) {
    reply(command, OK, tag.uid().plus(value), AirTime.systemInformation(), now);
  }

  private static boolean eas(Tag tag, int on) {
    return tag.uid().at(1) == NXP && tag.writeEas(on == 1);
  }

  private void checkEas(Tag tag, long now) {
    boolean rings = tag.uid().at(1) == NXP && tag.eas();
    reply(0x03, rings ? OK : NO_TAG, tag.uid(), AirTime.shortExchange(), now);
  }

  private void read(Tag tag, Bytes parameters, long now) {
    if (parameters.size() != 2 || parameters.at(1) == 0) {
      reply(0x02, NOT_SUPPORTED, tag.uid(), 0, now);
      return;
    }
    int first = parameters.at(0);
    int count = parameters.at(1);
    if (first + count > Tag.BLOCKS) {
      reply(0x02, NO_MEMORY, tag.uid(), AirTime.shortExchange(), now);
      return;
    }
    var told = tag.uid().plus(count);
    for (int number = first; number < first + count; number++) {
      told = told.plus(number, 0).plus(tag.block(number));
    }
    reply(0x02, OK, told, AirTime.read(count), now);
  }

  private void write(Tag tag, Bytes parameters, long now) {
    boolean formed =
        parameters.size() > 3
            && parameters.size() == 3 + parameters.at(1) * Tag.BLOCK_SIZE
            && parameters.at(2) == 0;
    if (!formed) {
      reply(0x04, NOT_SUPPORTED, tag.uid(), 0, now);
      return;
    }
    int first = parameters.at(0);
    int count = parameters.at(1);
    for (int i = 0; i < count; i++) {
      int at = 3 + i * Tag.BLOCK_SIZE;
      int error = OK;
      if (first + i >= Tag.BLOCKS) error = NO_MEMORY;
      else if (faults().failsWrite(tag.uid())) error = NOT_WRITTEN;
      else if (!tag.writeBlock(first + i, parameters.slice(at, at + Tag.BLOCK_SIZE))) {
        error = LOCKED;
      }
      if (error != OK) {
        reply(0x04, error, tag.uid(), AirTime.write(i + 1), now);
        return;
      }
    }
    reply(0x04, OK, tag.uid().plus(count), AirTime.write(count), now);
  }

  private void register(int command, Tag tag, Bytes parameters, IntPredicate write, long now) {
    int error = OK;
    if (parameters.size() != 1) error = NOT_SUPPORTED;
    else if (faults().failsWrite(tag.uid())) error = NOT_WRITTEN;
    else if (!write.test(parameters.at(0))) error = LOCKED;
    reply(command, error, tag.uid(), AirTime.writeRegister(), now);
  }

  private void reply(int command, int error, Bytes data, long fieldMicros, long now) {
    send(0xD6, Bytes.of(command, error).plus(data), fieldMicros, now);
  }

  private void send(int start, Bytes body, long fieldMicros, long now) {
    int length = body.size() + 2;
    var checked = Bytes.of(length >> 8, length & 0xFF).plus(body);
    int crc = crc(checked.toArray(), 0, checked.size());
    var frame = Bytes.of(start).plus(checked).plus(crc >> 8, crc & 0xFF);
    answer(frame, asked, READER_MICROS + fieldMicros, now);
  }

  /**
   * CRC-16, polynomial 1021, start FFFF, inverted, without the first byte; sent high byte first.
   */
  private static int crc(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc ^= (bytes[i] & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
      crc &= 0xFFFF;
    }
    return ~crc & 0xFFFF;
  }
}
