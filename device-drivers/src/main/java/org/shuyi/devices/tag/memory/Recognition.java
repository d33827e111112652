package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * Tells the data models apart. AFI and DSFID are hints that many tags lack; the contents decide.
 *
 * <p>First what is beyond doubt: blank, legacy 3M, a 28560-3 block with a right CRC and texts in
 * its fields, a 28560-2 chain with an item id and nothing odd. A CRC alone is not beyond doubt: one
 * 28560-2 tag in 30,000 has a right one by chance. Then what is odd or damaged, 28560-3 before
 * 28560-2, since a 28560-3 block begins with 11, which reads as a chain whose item id is "1".
 */
final class Recognition {
  private static final int STOCK_3M = 0x55;
  private static final int STOCK_3M_LENGTH = 24;
  private static final int STOCK_3M_ZEROS = 4;

  private Recognition() {}

  static TagMemory of(Contents contents) {
    var memory = contents.memory();
    if (memory.isEmpty()) return new Unknown("no bytes were read", 0, List.of());
    if (zeroFrom(memory, 0)) return new Empty(Empty.Stock.ALL_ZERO);
    if (isNew3mStock(memory)) return new Empty(Empty.Stock.NEW_3M);
    if (Legacy3m.fits(contents)) return legacy(contents);
    var chain = Chain.read(memory, contents.partial());
    return BasicBlock.sound(contents)
        .<TagMemory>map(block -> block)
        .or(() -> spotlessChain(chain))
        .or(() -> BasicBlock.withRightCrc(contents))
        .or(() -> doubtfulBlock(contents))
        .or(() -> oddChain(contents, chain))
        .orElseGet(() -> unknown(contents, chain));
  }

  private static boolean zeroFrom(Bytes memory, int from) {
    for (int i = from; i < memory.size(); i++) if (memory.at(i) != 0) return false;
    return true;
  }

  private static boolean isNew3mStock(Bytes memory) {
    if (memory.size() < STOCK_3M_LENGTH + STOCK_3M_ZEROS) return false;
    for (int i = 0; i < STOCK_3M_LENGTH; i++) if (memory.at(i) != STOCK_3M) return false;
    return zeroFrom(memory, STOCK_3M_LENGTH);
  }

  private static TagMemory legacy(Contents contents) {
    return contents.legacy3m()
        ? Legacy3m.read(contents.memory())
        : new Unknown("legacy 3M contents, which this station is set not to read", 0, List.of());
  }

  private static Optional<TagMemory> spotlessChain(Chain.Reading chain) {
    return withItemId(chain).filter(read -> read.notes().isEmpty());
  }

  private static Optional<TagMemory> doubtfulBlock(Contents contents) {
    return Dsfid.ISO_28560_2.is(contents.dsfid())
        ? Optional.empty()
        : BasicBlock.withWrongCrc(contents).map(block -> block);
  }

  /**
   * A chain with something odd or damaged is believed when it begins well, or when the DSFID says
   * what it is.
   */
  private static Optional<TagMemory> oddChain(Contents contents, Chain.Reading chain) {
    return Dsfid.ISO_28560_2.is(contents.dsfid()) || beginsWell(chain)
        ? withItemId(chain)
        : Optional.empty();
  }

  private static boolean beginsWell(Chain.Reading chain) {
    return chain.elements().stream()
        .limit(1)
        .anyMatch(first -> chain.notes().stream().noneMatch(note -> note.offset() < first.size()));
  }

  private static Optional<TagMemory> withItemId(Chain.Reading chain) {
    var read = Iso28560Part2.of(chain);
    return read.itemId().isPresent() ? Optional.of(read) : Optional.empty();
  }

  private static Unknown unknown(Contents contents, Chain.Reading chain) {
    var notes = new ArrayList<>(chain.notes());
    var fault = chain.notes().stream().filter(Note::isDamage).findFirst();
    int offset = fault.map(Note::offset).orElse(0);
    var why =
        fault
            .map(note -> "no 28560-2 chain (" + note + ")")
            .orElse("a 28560-2 chain without a primary item id (OID 1)");
    notes.add(BasicBlock.whyNot(contents));
    return new Unknown(why + ", no 28560-3 block, no legacy 3M contents", offset, notes);
  }
}
