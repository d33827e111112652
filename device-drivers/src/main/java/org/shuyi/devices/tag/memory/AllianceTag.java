package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;

/**
 * Contents of a UHF tag by the rule of the Chinese university alliance (高校联盟): loan bit, sorting
 * number, content index and item id in the EPC; further elements in the user bank.
 *
 * @param onLoan the mark that gates look at
 * @param sorting the bin for sorters; whether it has 4 or 5 bits the sources do not agree on, so
 *     all 7 bits below the loan bit stand here
 * @param coding how the item id is packed
 * @param id the item id
 * @param index the elements that the user bank should hold, by their OIDs
 * @param elements those that it holds, each as a text
 */
public record AllianceTag(
    boolean onLoan,
    int sorting,
    AlliancePii coding,
    String id,
    SortedSet<Integer> index,
    SortedMap<Integer, String> elements,
    List<Note> notes)
    implements TagMemory {
  private static final List<Integer> INDEX =
      List.of(3, 4, 5, 6, 11, 12, 14, 15, 16, 24, 26, 27, 28, 29, 30, 31);

  private static final int HEAD = 4;
  private static final int PC_BYTES = 2;
  private static final int VERSION_BITS = 0x3F;

  /** The class of patron cards in OID 5. */
  private static final int CARD = 3;

  /** Codes of military universities begin with 9, which does not fit in 16 bits. */
  private static final int NINE_AS_SIX = 30_000;

  public AllianceTag {
    index = Collections.unmodifiableSortedSet(new TreeSet<>(index));
    elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
    notes = List.copyOf(notes);
  }

  @Override
  public Optional<String> itemId() {
    return Optional.of(id);
  }

  /** The five digits of the university, which are no ISIL. */
  @Override
  public Optional<String> owner() {
    return Optional.ofNullable(elements.get(Oid.OWNER.number()));
  }

  @Override
  public Optional<Parts> parts() {
    var set = elements.get(Oid.SET_INFORMATION.number());
    if (set == null || !set.matches("[0-9]{1,5}/[0-9]{1,5}")) return Optional.empty();
    int slash = set.indexOf('/');
    return Parts.of(
        Integer.parseInt(set.substring(0, slash)), Integer.parseInt(set.substring(slash + 1)));
  }

  /**
   * Only that it is a patron's card is believed: which of the two bytes is the class, one source
   * says.
   */
  @Override
  public Optional<Usage> usage() {
    var usage = elements.get(Oid.TYPE_OF_USAGE.number());
    return usage != null && usage.startsWith(CARD + ".")
        ? Optional.of(Usage.ofGroup(8))
        : Optional.empty();
  }

  /**
   * Reads a tag that looks like one of the alliance's: only a whole item id is believed, since any
   * shop's EPC could stand here.
   */
  static Optional<AllianceTag> read(Gen2Contents contents) {
    var epc = contents.epc();
    if (epc.size() <= HEAD || epc.size() != contents.pc().epcBytes()) return Optional.empty();
    if ((epc.at(1) & VERSION_BITS) != 0) return Optional.empty();
    return AlliancePii.of(epc.at(1) >> 6)
        .flatMap(way -> way.decode(epc.from(HEAD)).map(id -> read(contents, way, id)));
  }

  private static AllianceTag read(Gen2Contents contents, AlliancePii way, String id) {
    var epc = contents.epc();
    var notes = new ArrayList<Note>();
    var elements = new TreeMap<Integer, String>();
    int after = contents.bank().size();
    contents.user().ifPresent(bank -> elements(bank, after, elements, notes));
    var index = index(epc.slice(2, HEAD));
    if (contents.user().isPresent() && !index.equals(elements.keySet())) {
      notes.add(
          Note.remark(
              PC_BYTES + 2,
              "content index " + ContentParameter.text(index),
              "OIDs " + ContentParameter.text(new TreeSet<>(elements.keySet()))));
    }
    return new AllianceTag(
        (epc.at(0) & 0x80) != 0, epc.at(0) & 0x7F, way, id, index, elements, notes);
  }

  /** The content index: the low byte of its 16 bits stands last. */
  static SortedSet<Integer> index(Bytes two) {
    var oids = new TreeSet<Integer>();
    int bits = two.at(0) << 8 | two.at(1);
    for (int i = 0; i < INDEX.size(); i++) if ((bits >> i & 1) == 1) oids.add(INDEX.get(i));
    return oids;
  }

  /** Six bits of OID, ten of length, then the data; 00 ends them. */
  private static void elements(
      Bytes bank, int after, SortedMap<Integer, String> elements, List<Note> notes) {
    int at = 0;
    while (at < bank.size() && bank.at(at) != 0) {
      int oid = bank.at(at) >> 2;
      if (at + 2 > bank.size()) {
        notes.add(Note.damage(after + at, "an element that is cut off", "OID and length"));
        return;
      }
      int length = (bank.at(at) & 3) << 8 | bank.at(at + 1);
      int end = at + 2 + length;
      if (end > bank.size()) {
        notes.add(Note.damage(after + at, Oid.named(oid) + " of " + length + " bytes", "less"));
        return;
      }
      int place = after + at;
      var text = element(oid, bank.slice(at + 2, end), place, notes);
      if (elements.putIfAbsent(oid, text) != null) {
        notes.add(Note.damage(place, Oid.named(oid) + " again", "each element once"));
      }
      at = end;
    }
  }

  private static String element(int oid, Bytes data, int place, List<Note> notes) {
    int size =
        switch (oid) {
          case 3, 5, 11 -> 2;
          case 4 -> 4;
          default -> -1;
        };
    if (size >= 0 && data.size() != size) {
      notes.add(
          Note.damage(place, Oid.named(oid) + " of " + data.size() + " bytes", size + " bytes"));
      return data.hex();
    }
    return switch (oid) {
      case 3, 11 -> university(data.at(0) << 8 | data.at(1));
      // The total, then this part; told as people say it: part of total.
      case 4 -> (data.at(2) << 8 | data.at(3)) + "/" + (data.at(0) << 8 | data.at(1));
      case 5 -> data.at(1) + "." + data.at(0);
      default -> {
        var text = Utf8.decode(data).printable();
        text.notes().forEach(note -> notes.add(note.at(place + 2 + note.offset())));
        yield text.text();
      }
    };
  }

  private static String university(int number) {
    return "%05d".formatted(number >= 60_000 ? number + NINE_AS_SIX : number);
  }

  /**
   * An EPC bank to be written: the PC word and the EPC, in the shortest coding.
   *
   * @param sorting 0 to 15, the bits on which all sources agree
   * @param id up to 14 characters, or a longer text of up to 48 bytes
   * @param index the elements of the user bank
   * @throws IllegalArgumentException where one of them cannot be written
   */
  public static Bytes epcBank(boolean onLoan, int sorting, String id, SortedSet<Integer> index) {
    if (sorting < 0 || sorting > 15 || !INDEX.containsAll(index)) {
      throw new IllegalArgumentException(
          "sorting %d (0 to 15), elements %s of %s".formatted(sorting, index, INDEX));
    }
    var way =
        List.of(AlliancePii.values()).stream()
            .filter(each -> each.takes(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("item id \"" + id + "\""));
    int bits = 0;
    for (int oid : index) bits |= 1 << INDEX.indexOf(oid);
    var head = Bytes.of((onLoan ? 0x80 : 0) | sorting, way.code() << 6, bits >> 8, bits & 0xFF);
    int least =
        switch (way) {
          case BITS_96 -> 12;
          case BITS_128 -> 16;
          case TEXT -> 18;
        };
    var epc = head.plus(way.encode(id));
    int size = Math.max(least, epc.size() + epc.size() % 2);
    epc = epc.plus(new int[size - epc.size()]);
    return PcWord.plain(size, !index.isEmpty()).bytes().plus(epc);
  }
}
