package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * Contents of a UHF tag by ISO/TS 28560-4: the item's unique id in the EPC bank, in URN Code 40,
 * and further elements in the user bank, behind a DSFID, as a chain of 28560-2.
 *
 * @param pc the PC word with the AFI
 * @param uii the unique item identifier as it was read
 * @param user the elements of the user bank, if it was read and holds any
 * @param notes offsets count from the PC word, and of the user bank behind the last word of the EPC
 */
public record Iso28560Part4(PcWord pc, String uii, Optional<Iso28560Part2> user, List<Note> notes)
    implements TagMemory {
  private static final char BETWEEN = '.';
  private static final int PC_BYTES = 2;

  public Iso28560Part4 {
    notes = List.copyOf(notes);
  }

  /** The item id: the UII, or what follows the owner and a dot in it. */
  @Override
  public Optional<String> itemId() {
    boolean whole = !uii.isEmpty() && intactUii();
    return whole
        ? Optional.of(uii.substring(uii.indexOf(BETWEEN) + 1)).filter(s -> !s.isEmpty())
        : Optional.empty();
  }

  /** The owner in the user bank, or before the dot in the UII as some writers put it. */
  @Override
  public Optional<String> owner() {
    int dot = uii.indexOf(BETWEEN);
    return user.flatMap(Iso28560Part2::owner)
        .or(() -> dot > 0 && intactUii() ? Optional.of(uii.substring(0, dot)) : Optional.empty());
  }

  @Override
  public Optional<Parts> parts() {
    return user.flatMap(Iso28560Part2::parts);
  }

  @Override
  public Optional<Usage> usage() {
    return user.flatMap(Iso28560Part2::usage);
  }

  public Optional<String> title() {
    return user.flatMap(Iso28560Part2::title);
  }

  private boolean intactUii() {
    int end = PC_BYTES + pc.epcBytes();
    return notes.stream().noneMatch(note -> note.isDamage() && note.offset() < end);
  }

  /** Reads a tag whose PC word says that it is ISO's and a library's. */
  static Iso28560Part4 read(Gen2Contents contents) {
    var pc = contents.pc();
    var notes = new ArrayList<Note>();
    if (contents.epc().size() != pc.epcBytes()) {
      notes.add(
          Note.damage(
              0, "an EPC of %d bytes".formatted(contents.epc().size()), pc.epcBytes() + " bytes"));
    }
    var uii = Urn40.decode(contents.epc());
    uii.notes().forEach(note -> notes.add(note.at(PC_BYTES + note.offset())));
    if (uii.text().isEmpty()) notes.add(Note.damage(PC_BYTES, "no UII", "1 character or more"));
    int after = contents.bank().size();
    var user = contents.user().flatMap(bank -> user(bank, after, notes));
    return new Iso28560Part4(pc, uii.text(), user, notes);
  }

  private static Optional<Iso28560Part2> user(Bytes bank, int after, List<Note> notes) {
    if (bank.isEmpty() || bank.at(0) == 0) return Optional.empty();
    if (bank.at(0) != Dsfid.ISO_28560_2.code()) {
      notes.add(Note.remark(after, "DSFID " + Hex.of(bank.at(0)), "DSFID 06 of the user bank"));
      return Optional.empty();
    }
    var chain = Iso28560Part2.of(Chain.read(bank.from(1), true));
    chain.notes().forEach(note -> notes.add(note.at(after + 1 + note.offset())));
    return Optional.of(chain);
  }
}
