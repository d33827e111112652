package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shuyi.devices.Bytes;

/**
 * Reads the chain of sets that 28560-2 makes of user memory.
 *
 * <p>A set is {@code precursor [further byte of the OID] [pad length] length data [00...]}. The
 * precursor holds in bit 7 whether there is a pad length, in bits 6 to 4 the compaction and in bits
 * 3 to 0 the OID, where 15 says that a further byte holds OID - 15. Which of the two optional bytes
 * comes first when both are there, the sources do not agree on: the OID is tried first, and the
 * other order is taken when only with it the rest of the chain can be read.
 */
final class Chain {
  private static final int EXTENDED = 15;

  private final Bytes memory;
  private final boolean partial;

  /**
   * For each byte, whether a chain that begins there is flawless to its end; made when first
   * needed.
   */
  private boolean[] flawlessFrom = {};

  /**
   * What was read.
   *
   * @param brokenAt the byte of the set where the chain broke off, or -1 if it was read to its end
   */
  record Reading(List<Element> elements, List<Note> notes, int brokenAt) {}

  private sealed interface SetRead {}

  private record Whole(Element element, List<Note> notes) implements SetRead {
    boolean isFlawless() {
      return notes.stream().noneMatch(Note::isDamage);
    }

    int end() {
      return element.offset() + element.size();
    }
  }

  private record Broken(Note note) implements SetRead {}

  private Chain(Bytes memory, boolean partial) {
    this.memory = memory;
    this.partial = partial;
  }

  static Reading read(Bytes memory, boolean partial) {
    return new Chain(memory, partial).read();
  }

  private Reading read() {
    var elements = new ArrayList<Element>();
    var notes = new ArrayList<Note>();
    int at = 0;
    while (at < memory.size() && memory.at(at) != 0) {
      switch (setAt(at)) {
        case Broken broken -> {
          notes.add(broken.note);
          return new Reading(elements, notes, at);
        }
        case Whole whole -> {
          notes.addAll(whole.notes);
          noteDoubled(elements, whole.element, notes);
          elements.add(whole.element);
          at = whole.end();
        }
      }
    }
    noteLeftovers(at, notes);
    return new Reading(elements, notes, -1);
  }

  private SetRead setAt(int at) {
    var first = parse(at, false);
    if (!isAmbiguous(at) || (first instanceof Whole whole && goesOn(whole))) return first;
    return parse(at, true) instanceof Whole other && goesOn(other) ? swapped(other) : first;
  }

  private boolean isAmbiguous(int at) {
    return (memory.at(at) & 0x8F) == (0x80 | EXTENDED);
  }

  private boolean goesOn(Whole set) {
    if (flawlessFrom.length == 0) flawlessFrom = judgeAllRests();
    return set.isFlawless() && flawlessFrom[set.end()];
  }

  /**
   * From the last byte backwards, so that two possible orders a set do not become 2^n possible
   * chains.
   */
  private boolean[] judgeAllRests() {
    var flawless = new boolean[memory.size() + 1];
    flawless[memory.size()] = true;
    for (int at = memory.size() - 1; at >= 0; at--) {
      flawless[at] =
          memory.at(at) == 0 || orders(at).anyMatch(set -> isFlawlessWithRest(set, flawless));
    }
    return flawless;
  }

  private Stream<SetRead> orders(int at) {
    return isAmbiguous(at)
        ? Stream.of(parse(at, false), parse(at, true))
        : Stream.of(parse(at, false));
  }

  private static boolean isFlawlessWithRest(SetRead set, boolean[] flawless) {
    return switch (set) {
      case Broken broken -> !broken.note.isDamage();
      case Whole whole -> whole.isFlawless() && flawless[whole.end()];
    };
  }

  private static Whole swapped(Whole set) {
    var note =
        Note.remark(
            set.element.offset() + 1,
            "the pad length before the further byte of the OID",
            "the OID first");
    return new Whole(set.element, Stream.concat(Stream.of(note), set.notes.stream()).toList());
  }

  private SetRead parse(int at, boolean padLengthFirst) {
    int precursor = memory.at(at);
    boolean padded = (precursor & 0x80) != 0;
    boolean extended = (precursor & 0xF) == EXTENDED;
    int lengthAt = at + 1 + (padded ? 1 : 0) + (extended ? 1 : 0);
    if (lengthAt >= memory.size())
      return brokenOff(at, "a set whose length lies beyond the last byte");
    int oid =
        extended
            ? EXTENDED + memory.at(padded && padLengthFirst ? at + 2 : at + 1)
            : precursor & 0xF;
    int padding = padded ? memory.at(extended && !padLengthFirst ? at + 2 : at + 1) : 0;
    int length = memory.at(lengthAt);
    int dataAt = lengthAt + 1;
    int end = dataAt + length + padding;
    if (end > memory.size()) {
      return brokenOff(
          at,
          "%s with %d bytes of data and %d of padding".formatted(Oid.named(oid), length, padding));
    }
    var compaction = Compaction.of(precursor >> 4 & 7);
    var data = memory.slice(dataAt, dataAt + length);
    var text = ElementText.read(oid, compaction, data);
    var notes = new ArrayList<Note>();
    noteOid(at, oid, notes);
    // What is said of no data at all is said of the length byte.
    text.notes().forEach(note -> notes.add(note.at(Math.min(dataAt + note.offset(), end - 1))));
    notePadding(dataAt + length, end, notes);
    var element =
        new Element(oid, compaction, text.text(), data, text.isWhole(), at, end - at, padding);
    return new Whole(element, notes);
  }

  private Broken brokenOff(int at, String found) {
    int left = memory.size() - at;
    return partial
        ? new Broken(
            Note.remark(
                at,
                found + ", of which " + left + " bytes were read",
                "the rest in the next blocks"))
        : new Broken(
            Note.damage(at, found, "a set that ends within the " + left + " bytes that are left"));
  }

  private static void noteOid(int at, int oid, List<Note> notes) {
    if (oid > Oid.HIGHEST) {
      notes.add(Note.damage(at, "OID " + oid, "at most OID " + Oid.HIGHEST));
    } else if (Oid.of(oid).isEmpty()) {
      notes.add(Note.remark(at, "OID " + oid + ", which is reserved", "at most OID 26"));
    }
  }

  private void notePadding(int from, int to, List<Note> notes) {
    int i = firstNonZero(from, to);
    if (i < to) notes.add(Note.damage(i, Hex.of(memory.at(i)), "padding 00"));
  }

  private void noteLeftovers(int from, List<Note> notes) {
    int i = firstNonZero(from, memory.size());
    if (i < memory.size()) {
      notes.add(Note.remark(i, Hex.of(memory.at(i)) + " after the end of the chain", "00"));
    }
  }

  /** {@code to} where there is none. */
  private int firstNonZero(int from, int to) {
    int i = from;
    while (i < to && memory.at(i) == 0) i++;
    return i;
  }

  private static void noteDoubled(List<Element> before, Element element, List<Note> notes) {
    if (before.stream().anyMatch(e -> e.oid() == element.oid())) {
      notes.add(
          Note.damage(element.offset(), Oid.named(element.oid()) + " again", "each element once"));
    }
  }
}
