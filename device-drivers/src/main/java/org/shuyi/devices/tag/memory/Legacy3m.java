package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * Contents as 3M wrote them before the standard: 32 bytes, {@code 04, part and total, 00, type},
 * barcode, branch.
 *
 * @param type 0 other, 1 book, 2 magazine, 3 bound journal, 4 audio tape, 5 video, 6 CD, 7
 *     diskette, and with a book 8 diskette, 9 CD, 13 audio tape
 * @param partByte this part in the high nibble, the total in the low one
 * @param barcode 16 bytes of text at most
 * @param branchAndLibrary 4 bytes whose division the sources do not tell
 * @param custom 8 bytes for the library's own use
 */
public record Legacy3m(
    int type, int partByte, String barcode, Bytes branchAndLibrary, Bytes custom, List<Note> notes)
    implements TagMemory {
  static final int LENGTH = 32;

  private static final int BARCODE = 4;
  private static final int BRANCH = 20;
  private static final int CUSTOM = 24;

  public Legacy3m {
    notes = List.copyOf(notes);
  }

  /**
   * Whether contents are to be taken for legacy 3M: the head fits and the AFI is one of 3M's. Where
   * no AFI was read, only an item of one part with a clean barcode is believed.
   */
  static boolean fits(Contents contents) {
    var memory = contents.memory();
    if (memory.size() < LENGTH || memory.at(0) != 0x04 || memory.at(2) != 0 || memory.at(3) > 0xF)
      return false;
    if (contents.afi().isPresent())
      return Afi.of(contents.afi().getAsInt()).filter(Afi::isLegacy3m).isPresent();
    return (memory.at(1) & 0xF) == 1 && read(memory).itemId().isPresent();
  }

  static Legacy3m read(Bytes memory) {
    var notes = new ArrayList<Note>();
    var barcode = Utf8.paddedField(memory.slice(BARCODE, BRANCH));
    barcode.notes().forEach(note -> notes.add(note.at(BARCODE + note.offset())));
    int part = memory.at(1);
    if (Parts.of(part >> 4, part & 0xF).isEmpty()) {
      notes.add(
          Note.remark(
              1, "part " + (part >> 4) + " of " + (part & 0xF), "a part from 1 to the total"));
    }
    if (barcode.text().isEmpty())
      notes.add(Note.damage(BARCODE, "no barcode", "1 to 16 bytes of text"));
    return new Legacy3m(
        memory.at(3),
        part,
        barcode.text(),
        memory.slice(BRANCH, CUSTOM),
        memory.slice(CUSTOM, LENGTH),
        notes);
  }

  /**
   * The contents of an item's tag, for sites that have such stock: 32 bytes.
   *
   * @param type 0 other, 1 book and so on, 0 to 15
   * @param parts at most 15 parts
   * @param barcode 1 to 16 bytes of text
   * @throws IllegalArgumentException where one of them is out of range
   */
  public static Bytes encode(int type, Parts parts, String barcode) {
    var text = Utf8.encode(barcode);
    boolean fits = text.size() >= 1 && text.size() <= BRANCH - BARCODE && parts.total() <= 15;
    if (!fits || type < 0 || type > 15) {
      throw new IllegalArgumentException(
          "type %d, %s, barcode of %d bytes".formatted(type, parts, text.size()));
    }
    return Bytes.of(0x04, (parts.part() << 4) | parts.total(), 0, type)
        .plus(text)
        .plus(new int[LENGTH - BARCODE - text.size()]);
  }

  /** The type in words. */
  public String typeSays() {
    return switch (type) {
      case 0 -> "other";
      case 1 -> "book";
      case 2 -> "magazine";
      case 3 -> "bound journal";
      case 4 -> "audio tape";
      case 5 -> "video";
      case 6 -> "CD";
      case 7 -> "diskette";
      case 8 -> "book and diskette";
      case 9 -> "book and CD";
      case 13 -> "book and audio tape";
      default -> "not known";
    };
  }

  @Override
  public Optional<String> itemId() {
    return intact() ? Optional.of(barcode) : Optional.empty();
  }

  @Override
  public Optional<String> owner() {
    return Optional.empty();
  }

  @Override
  public Optional<Parts> parts() {
    return Parts.of(partByte >> 4, partByte & 0xF);
  }

  @Override
  public Optional<Usage> usage() {
    return Optional.empty();
  }
}
