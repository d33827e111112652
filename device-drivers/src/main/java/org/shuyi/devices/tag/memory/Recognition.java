package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * Tells the data models apart. AFI and DSFID are hints that many tags lack; the contents decide.
 *
 * <p>The order: blank, legacy 3M, 28560-3 with a right CRC, a flawless 28560-2 chain with an item id. Only then what is
 * damaged: 28560-3 with a wrong CRC, a 28560-2 chain whose item id at least is whole. A 28560-3 block begins with 11, which
 * would also do as the first byte of a chain, so it comes first.
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
    return BasicBlock.withRightCrc(contents)
        .<TagMemory>map(block -> block)
        .or(() -> flawlessChain(chain))
        .or(() -> doubtfulBlock(contents))
        .or(() -> damagedChain(contents, chain))
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

  private static Optional<TagMemory> flawlessChain(Chain.Reading chain) {
    return chain.isFlawless() ? withItemId(chain) : Optional.empty();
  }

  private static Optional<TagMemory> doubtfulBlock(Contents contents) {
    return Dsfid.ISO_28560_2.is(contents.dsfid())
        ? Optional.empty()
        : BasicBlock.withWrongCrc(contents).map(block -> block);
  }

  private static Optional<TagMemory> damagedChain(Contents contents, Chain.Reading chain) {
    return Dsfid.ISO_28560_3.is(contents.dsfid()) || !beginsWell(chain)
        ? Optional.empty()
        : withItemId(chain);
  }

  private static boolean beginsWell(Chain.Reading chain) {
    return !chain.elements().isEmpty() && chain.elements().getFirst().whole();
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
        fault.map(note -> "no 28560-2 chain (" + note + ")").orElse("a 28560-2 chain without a primary item id (OID 1)");
    int first = contents.memory().at(0);
    notes.add(Note.damage(0, Hex.of(first), "a block of 28560-3 with its CRC, or the head of legacy 3M contents"));
    return new Unknown(why + ", no 28560-3 block, no legacy 3M contents", offset, notes);
  }
}
