package org.shuyi.sim.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.TagField;

/**
 * A FEIG reader for ISO 15693 tags, and the tags in its field.
 *
 * <p>Sources (facts only): manuals H20800-16e-ID-B and H60301-3e-ID-B, sections 6.1 (B0) and 8 (B1:
 * the maker's code, here 04 for NXP, comes before the custom command, and EAS alarm A5 answers 00
 * for on and 01 for off or nothing there). Inventory 01, stay quiet 02, read blocks 23, write
 * blocks 24, write AFI 27 and DSFID 29, system information 2B, EAS A2, A3, A5. In FEIG's own host
 * library, dpavlin/Biblio-RFID and bibboxen/bibbox-rfid the bytes inside a block travel in reverse
 * order; the manual does not say so, and it is a setting. The selected mode is not known to it.
 */
public final class FeigIsoHostPeer extends FeigPeer {
  private static final int ISO_15693 = 0x03;
  private static final int NXP = 0x04;
  private static final int BLOCK_NOT_AVAILABLE = 0x10;
  private static final int BLOCK_LOCKED = 0x12;

  /** The reader's buffer for blocks, by the manual. */
  private static final int MOST_BYTES = 128;

  /**
   * How the reader is made.
   *
   * @param address 0 to 253
   * @param tagsPerReply 4 with CPR.M02, 24 where a frame of 255 bytes is used to the full
   * @param reversedBlocks whether the bytes inside a block travel last one first
   */
  public record Setup(int address, int tagsPerReply, boolean reversedBlocks) {
    public static final Setup USUAL = new Setup(0, 24, true);
  }

  /** A tag as the reader believes to have found it. */
  private record Found(Bytes uid, int dsfid) {}

  private final Setup setup;
  private final TagField field;
  private final ArrayDeque<Found> untold = new ArrayDeque<>();
  private final Set<Bytes> quiet = new HashSet<>();
  private Consumer<List<Bytes>> listener = uids -> {};

  public FeigIsoHostPeer(Setup setup, TagField field, Pace pace, long seed) {
    super(setup.address, 1 << ISO_15693, pace, seed);
    this.setup = setup;
    this.field = field;
  }

  /** From now on each complete inventory is told, with the tags that it found. */
  public void tell(Consumer<List<Bytes>> inventories) {
    listener = inventories;
  }

  @Override
  void fieldReset() {
    untold.clear();
    quiet.clear();
  }

  @Override
  void toTransponders(int command, Bytes data, long now) {
    if (command == 0xB0 && data.size() >= 2) iso(data.at(0), data.at(1), data.from(2), now);
    else if (command == 0xB1 && data.size() >= 3) custom(data, now);
    else reply(command, WRONG_LENGTH, Bytes.EMPTY, 0, now);
  }

  private void iso(int command, int mode, Bytes rest, long now) {
    if (command == 0x01) {
      inventory(mode, now);
      return;
    }
    boolean addressed = (mode & 0x07) == 1;
    if ((mode & 0x07) > 1 || (addressed && rest.size() < 8)) {
      reply(0xB0, addressed ? WRONG_LENGTH : OUT_OF_RANGE, Bytes.EMPTY, 0, now);
      return;
    }
    var tag = addressed ? tag(rest.slice(0, 8)) : onlyTag();
    var parameters = addressed ? rest.from(8) : rest;
    if (tag == null) {
      reply(0xB0, NO_TAG, Bytes.EMPTY, AirTime.shortExchange(), now);
      return;
    }
    switch (command) {
      case 0x02 -> {
        quiet.add(tag.uid());
        reply(0xB0, OK, Bytes.EMPTY, AirTime.shortExchange(), now);
      }
      case 0x23 -> read(tag, parameters, now);
      case 0x24 -> write(tag, parameters, now);
      case 0x27 -> writeRegister(tag, parameters, tag::writeAfi, now);
      case 0x29 -> writeRegister(tag, parameters, tag::writeDsfid, now);
      case 0x2B -> reply(0xB0, OK, systemInformation(tag), AirTime.systemInformation(), now);
      default -> reply(0xB0, UNKNOWN_COMMAND, Bytes.EMPTY, 0, now);
    }
  }

  private @Nullable Tag tag(Bytes uid) {
    for (var tag : inField()) if (tag.uid().equals(uid)) return tag;
    return null;
  }

  private @Nullable Tag onlyTag() {
    var tags = inField();
    return tags.size() == 1 ? tags.getFirst() : null;
  }

  private List<Tag> inField() {
    int antenna = antenna();
    return antenna == 0 ? List.of() : field.tags(antenna);
  }

  /**
   * Mode bit 7 asks for the rest of the last round; the other bits are for modes not played here.
   */
  private void inventory(int mode, long now) {
    if ((mode & 0x60) != 0) {
      reply(0xB0, OUT_OF_RANGE, Bytes.EMPTY, 0, now);
      return;
    }
    long micros = (mode & 0x80) == 0 ? round() : 0;
    if (untold.isEmpty()) {
      reply(0xB0, NO_TAG, Bytes.EMPTY, micros, now);
      return;
    }
    int count = Math.min(untold.size(), setup.tagsPerReply);
    var told = Bytes.of(count);
    for (int i = 0; i < count; i++) {
      var found = untold.remove();
      told = told.plus(ISO_15693, found.dsfid).plus(found.uid);
    }
    reply(0xB0, untold.isEmpty() ? OK : MORE_DATA, told, micros, now);
  }

  /** One complete inventory; returns the time in the field. */
  private long round() {
    untold.clear();
    boolean healthy = faults().none();
    var uids = new ArrayList<Bytes>();
    for (var tag : inField()) {
      if (quiet.contains(tag.uid()) || (!healthy && faults().misses(tag.uid()))) continue;
      untold.add(new Found(tag.uid(), tag.dsfid()));
      uids.add(tag.uid());
    }
    if (!healthy && antenna() != 0) {
      for (var ghost : faults().ghosts()) {
        untold.add(new Found(ghost.uid(), ghost.dsfid()));
        uids.add(ghost.uid());
      }
    }
    listener.accept(List.copyOf(uids));
    return AirTime.inventory(uids);
  }

  private void read(Tag tag, Bytes parameters, long now) {
    if (parameters.size() != 2) {
      reply(0xB0, WRONG_LENGTH, Bytes.EMPTY, 0, now);
      return;
    }
    int first = parameters.at(0);
    int count = parameters.at(1);
    if (count < 1 || count * Tag.BLOCK_SIZE > MOST_BYTES) {
      reply(0xB0, OUT_OF_RANGE, Bytes.EMPTY, 0, now);
    } else if (first + count > Tag.BLOCKS) {
      reply(0xB0, TAG_ERROR, Bytes.of(BLOCK_NOT_AVAILABLE), AirTime.shortExchange(), now);
    } else {
      var told = Bytes.of(count, Tag.BLOCK_SIZE);
      for (int number = first; number < first + count; number++) {
        told = told.plus(0).plus(onWire(tag.block(number)));
      }
      reply(0xB0, OK, told, AirTime.read(count), now);
    }
  }

  private Bytes onWire(Bytes block) {
    return setup.reversedBlocks ? block.reversed() : block;
  }

  private void write(Tag tag, Bytes parameters, long now) {
    if (parameters.size() < 3) {
      reply(0xB0, WRONG_LENGTH, Bytes.EMPTY, 0, now);
      return;
    }
    int first = parameters.at(0);
    int count = parameters.at(1);
    int size = parameters.at(2);
    if (size != Tag.BLOCK_SIZE || parameters.size() != 3 + count * size) {
      reply(0xB0, WRONG_LENGTH, Bytes.EMPTY, 0, now);
      return;
    }
    for (int i = 0; i < count; i++) {
      int number = first + i;
      long micros = AirTime.write(i + 1);
      if (number >= Tag.BLOCKS) {
        reply(0xB0, TAG_ERROR, Bytes.of(BLOCK_NOT_AVAILABLE, number), micros, now);
        return;
      }
      if (faults().failsWrite(tag.uid())) {
        reply(0xB0, WRITE_ERROR, Bytes.of(number), micros, now);
        return;
      }
      var block = parameters.slice(3 + i * size, 3 + (i + 1) * size);
      if (!tag.writeBlock(number, onWire(block))) {
        reply(0xB0, TAG_ERROR, Bytes.of(BLOCK_LOCKED, number), micros, now);
        return;
      }
    }
    reply(0xB0, OK, Bytes.EMPTY, AirTime.write(count), now);
  }

  private void writeRegister(Tag tag, Bytes parameters, IntPredicate write, long now) {
    if (parameters.size() != 1) reply(0xB0, WRONG_LENGTH, Bytes.EMPTY, 0, now);
    else if (faults().failsWrite(tag.uid())) {
      reply(0xB0, WRITE_ERROR, Bytes.EMPTY, AirTime.writeRegister(), now);
    } else if (!write.test(parameters.at(0))) {
      reply(0xB0, TAG_ERROR, Bytes.of(BLOCK_LOCKED), AirTime.writeRegister(), now);
    } else reply(0xB0, OK, Bytes.EMPTY, AirTime.writeRegister(), now);
  }

  /** DSFID, UID, AFI, then block size and number of blocks, each less one, then the chip. */
  private static Bytes systemInformation(Tag tag) {
    return Bytes.of(tag.dsfid())
        .plus(tag.uid())
        .plus(tag.afi(), Tag.BLOCK_SIZE - 1, Tag.BLOCKS - 1, 0x01);
  }

  /** NXP's commands for EAS; a tag of another maker, or that cannot obey, stays silent. */
  private void custom(Bytes data, long now) {
    int mode = data.at(2);
    boolean addressed = mode == 1;
    if (mode > 1 || (addressed && data.size() != 11)) {
      reply(0xB1, addressed ? WRONG_LENGTH : OUT_OF_RANGE, Bytes.EMPTY, 0, now);
      return;
    }
    var tag = addressed ? tag(data.from(3)) : onlyTag();
    if (data.at(0) != NXP || tag == null || tag.uid().at(1) != NXP) {
      reply(0xB1, NO_TAG, Bytes.EMPTY, AirTime.shortExchange(), now);
      return;
    }
    switch (data.at(1)) {
      case 0xA2 -> writeEas(tag, true, now);
      case 0xA3 -> writeEas(tag, false, now);
      case 0xA5 -> reply(0xB1, tag.eas() ? OK : NO_TAG, Bytes.EMPTY, AirTime.shortExchange(), now);
      default -> reply(0xB1, UNKNOWN_COMMAND, Bytes.EMPTY, 0, now);
    }
  }

  private void writeEas(Tag tag, boolean on, long now) {
    boolean written = !faults().failsWrite(tag.uid()) && tag.writeEas(on);
    reply(0xB1, written ? OK : NO_TAG, Bytes.EMPTY, AirTime.writeRegister(), now);
  }
}
