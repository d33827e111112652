package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;

/** Finds and reads the basic block of 28560-3 in either order of the bytes in a block. */
final class BasicBlock {
  private static final int SHORTEST = 32;
  private static final int FULL = 34;
  private static final int ID = 3;
  private static final int CRC = 19;
  private static final int OWNER = 21;
  private static final int EXTENSION_HEAD = 4;

  private final Contents contents;
  private final boolean reversed;
  private final Bytes logical;

  private BasicBlock(Contents contents, boolean reversed) {
    this.contents = contents;
    this.reversed = reversed;
    this.logical = reversed ? turned(contents) : contents.memory();
  }

  /** Contents whose CRC is right and whose fields are texts: no chance hit. */
  static Optional<Iso28560Part3> sound(Contents contents) {
    return orders(contents)
        .filter(block -> block.check().ok() && block.hasTexts())
        .findFirst()
        .map(BasicBlock::read);
  }

  /**
   * Contents whose CRC is right, whatever the fields hold. Among a million foreign tags, thirty
   * have it by chance.
   */
  static Optional<Iso28560Part3> withRightCrc(Contents contents) {
    return orders(contents).filter(block -> block.check().ok()).findFirst().map(BasicBlock::read);
  }

  /**
   * Contents whose CRC is wrong but whose fields are texts, or whose DSFID says 28560-3: read, and
   * doubtful.
   */
  static Optional<Iso28560Part3> withWrongCrc(Contents contents) {
    var plausible = orders(contents).filter(BasicBlock::hasTexts).findFirst();
    boolean announced = Dsfid.ISO_28560_3.is(contents.dsfid());
    return plausible
        .or(() -> announced ? orders(contents).findFirst() : Optional.empty())
        .map(BasicBlock::read);
  }

  /** What speaks against a block of 28560-3 here, for contents that are in no model. */
  static Note whyNot(Contents contents) {
    var block = new BasicBlock(contents, false);
    var memory = contents.memory();
    if (memory.size() < SHORTEST) {
      return Note.damage(0, memory.size() + " bytes", SHORTEST + " or more for a block of 28560-3");
    }
    if (!block.hasShape()) {
      return Note.damage(0, Hex.of(memory.at(0)), "1x or x1 for a block of 28560-3");
    }
    var check = block.check();
    return Note.damage(CRC, "CRC " + check.found(), check.expected() + " for a block of 28560-3");
  }

  private static Stream<BasicBlock> orders(Contents contents) {
    return Stream.of(new BasicBlock(contents, false), new BasicBlock(contents, true))
        .filter(BasicBlock::hasShape);
  }

  private boolean hasShape() {
    return logical.size() >= SHORTEST && (logical.at(0) >> 4 == 1 || (logical.at(0) & 0xF) == 1);
  }

  private boolean hasTexts() {
    var id = Utf8.paddedField(logical.slice(ID, CRC));
    return id.isWhole() && !id.text().isEmpty() && Utf8.paddedField(ownerBytes()).isWhole();
  }

  private Iso28560Part3 read() {
    var notes = new ArrayList<Note>();
    if (reversed)
      notes.add(
          Note.remark(0, "the bytes of each block in reverse order", "the order of the standard"));
    noteUsage(notes);
    noteParts(notes);
    var id = field(ID, CRC, notes);
    if (id.isEmpty())
      notes.add(Note.damage(position(ID), "no primary item id", "1 to 16 bytes of text"));
    var check = check();
    if (!check.ok()) {
      notes.add(
          Note.damage(
              position(CRC), "CRC " + check.found(), check.expected() + " for these contents"));
    }
    var owner = Utf8.paddedField(ownerBytes());
    addAll(owner.notes(), OWNER, notes);
    var extensions = extensions(notes);
    return new Iso28560Part3(
        logical.at(0),
        logical.at(1),
        logical.at(2),
        id,
        owner.text(),
        check,
        reversed,
        extensions,
        notes);
  }

  private void noteUsage(List<Note> notes) {
    int first = logical.at(0);
    if (first >> 4 == 1) return;
    notes.add(
        Note.remark(
            position(0),
            Hex.of(first)
                + ", usage "
                + (first >> 4)
                + " with the nibbles exchanged or another version",
            "1 and the usage"));
  }

  private void noteParts(List<Note> notes) {
    int total = logical.at(1);
    int part = logical.at(2);
    if (total == 0 || part == 0) {
      notes.add(
          Note.remark(
              position(1), total + " parts, of which this is part " + part, "numbers from 1"));
    } else if (part > total) {
      notes.add(
          Note.remark(
              position(1), "part " + part + " of " + total + ", exchanged", "the total first"));
    }
  }

  private String field(int from, int to, List<Note> notes) {
    var field = Utf8.paddedField(logical.slice(from, to));
    addAll(field.notes(), from, notes);
    return field.text();
  }

  private Bytes ownerBytes() {
    return logical.slice(OWNER, Math.min(FULL, logical.size()));
  }

  /** Over bytes 0 to 18 and 21 to 33; what a truncated block lacks counts as 00. */
  private Check check() {
    var missing = Bytes.of(new int[FULL - OWNER - ownerBytes().size()]);
    int crc = Crc16.IBM_3740.of(logical.slice(0, CRC).plus(ownerBytes()).plus(missing));
    return new Check(
        "crc16-1021-ffff, low byte first",
        logical.slice(CRC, OWNER).toString(),
        Bytes.of(crc & 0xFF, crc >> 8).toString());
  }

  private List<Extension> extensions(List<Note> notes) {
    var blocks = new ArrayList<Extension>();
    int at = FULL;
    while (at < logical.size() && logical.at(at) != 0) {
      int length = logical.at(at);
      int left = logical.size() - at;
      if (length < EXTENSION_HEAD || length > left) {
        notes.add(badLength(at, length, left));
        break;
      }
      blocks.add(extension(logical.slice(at, at + length), at, notes));
      at += length;
    }
    return blocks;
  }

  private Note badLength(int at, int length, int left) {
    var found = "an extension block of " + length + " bytes";
    return contents.partial() && length > left
        ? Note.remark(position(at), found, "the rest of it in the next blocks")
        : Note.damage(position(at), found, EXTENSION_HEAD + " to " + left + " bytes");
  }

  private Extension extension(Bytes block, int at, List<Note> notes) {
    int xor = 0;
    for (int i = 0; i < block.size(); i++) xor ^= block.at(i);
    if (xor != 0) {
      notes.add(
          Note.damage(position(at + 3), "xor " + Hex.of(xor) + " over the extension block", "00"));
    }
    return new Extension(at, block.at(1) | block.at(2) << 8, block.from(EXTENSION_HEAD), xor == 0);
  }

  private void addAll(List<Note> found, int from, List<Note> notes) {
    found.forEach(note -> notes.add(note.at(position(from + note.offset()))));
  }

  /** Where a byte of the reading order stands on the tag. */
  private int position(int index) {
    int start = index - index % contents.blockSize();
    boolean turned = reversed && start + contents.blockSize() <= logical.size();
    return turned ? 2 * start + contents.blockSize() - 1 - index : index;
  }

  /** Each whole block turned round; a rest that is no block stays. */
  private static Bytes turned(Contents contents) {
    var memory = contents.memory();
    int size = contents.blockSize();
    var turned = Bytes.EMPTY;
    int at = 0;
    for (; at + size <= memory.size(); at += size)
      turned = turned.plus(memory.slice(at, at + size).reversed());
    return turned.plus(memory.from(at));
  }
}
