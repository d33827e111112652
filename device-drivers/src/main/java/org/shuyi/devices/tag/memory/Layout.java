package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shuyi.devices.Bytes;

/**
 * Lays elements out as a chain in which whole blocks can be locked.
 *
 * <p>The item id comes first, then what stays open with the content parameter at its head, then
 * what is to be locked. Where an open stretch meets a locked one, a set is padded to the block
 * border. Sets of OID 15 and above are never padded (readers do not agree on the order of their two
 * optional bytes); a set before them takes the padding instead.
 */
final class Layout {
  private static final int FIRST_EXTENDED = 15;

  private final int blockSize;
  private final List<Element> placed = new ArrayList<>();
  private final SortedSet<Integer> lock = new TreeSet<>();
  private Bytes chain = Bytes.EMPTY;

  /** One set before it has its place. */
  private record Unplaced(int oid, String text, ElementText.Packed packed) {}

  private Layout(int blockSize) {
    this.blockSize = blockSize;
  }

  /** Lays out elements that were found to be valid one by one. */
  static Writing of(ItemElements item, TagSize size) {
    var first = new ArrayList<Unplaced>();
    var open = new ArrayList<Unplaced>();
    var locked = new ArrayList<Unplaced>();
    boolean firstLocked = item.locked().contains(Oid.PRIMARY_ITEM_ID);
    for (var set : sets(item)) {
      boolean isLocked = item.locked().stream().anyMatch(oid -> oid.number() == set.oid);
      if (set.oid == Oid.PRIMARY_ITEM_ID.number()) (firstLocked ? first : open).add(set);
      else (isLocked ? locked : open).add(set);
    }
    var layout = new Layout(size.blockSize());
    layout.placeLocked(first);
    layout.place(open, !locked.isEmpty());
    layout.placeLocked(locked);
    return layout.finish(size);
  }

  /** The same elements one after another, with the content parameter, without padding or locks. */
  static Bytes unlocked(SortedMap<Oid, String> values) {
    var layout = new Layout(1);
    layout.place(sets(values), false);
    return layout.chain;
  }

  private static List<Unplaced> sets(ItemElements item) {
    return sets(item.values());
  }

  private static List<Unplaced> sets(SortedMap<Oid, String> values) {
    var sets = new ArrayList<Unplaced>();
    values.forEach(
        (oid, text) -> sets.add(new Unplaced(oid.number(), text, ElementText.pack(oid, text))));
    var oids = sets.stream().map(Unplaced::oid).collect(Collectors.toCollection(TreeSet::new));
    var named = ContentParameter.named(oids);
    if (!named.isEmpty()) {
      var map = new ElementText.Packed(Compaction.APPLICATION, ContentParameter.encode(named));
      int first = values.containsKey(Oid.PRIMARY_ITEM_ID) ? 1 : 0;
      sets.add(
          first, new Unplaced(Oid.CONTENT_PARAMETER.number(), ContentParameter.text(named), map));
    }
    return sets;
  }

  private void placeLocked(List<Unplaced> sets) {
    int from = chain.size();
    place(sets, true);
    for (int at = from; at < chain.size(); at += blockSize) lock.add(at / blockSize);
  }

  private void place(List<Unplaced> sets, boolean toBorder) {
    int end = chain.size() + sets.stream().mapToInt(Layout::plainSize).sum();
    int gap = toBorder ? Math.floorMod(-end, blockSize) : 0;
    int taker = gap == 0 ? -1 : lastThatTakesPadding(sets);
    for (int i = 0; i < sets.size(); i++) place(sets.get(i), i == taker ? gap : 0);
  }

  private void place(Unplaced set, int gap) {
    var packed = set.packed;
    boolean extended = set.oid >= FIRST_EXTENDED;
    int low = extended ? FIRST_EXTENDED : set.oid;
    int precursor = (gap > 0 ? 0x80 : 0) | packed.compaction().code() << 4 | low;
    var head = Bytes.of(precursor);
    if (extended) head = head.plus(set.oid - FIRST_EXTENDED);
    // The pad length is itself one byte of the gap.
    if (gap > 0) head = head.plus(gap - 1);
    int padding = Math.max(gap - 1, 0);
    var bytes = head.plus(packed.data().size()).plus(packed.data()).plus(new int[padding]);
    placed.add(
        new Element(
            set.oid,
            packed.compaction(),
            set.text,
            packed.data(),
            true,
            chain.size(),
            bytes.size(),
            padding));
    chain = chain.plus(bytes);
  }

  private Writing finish(TagSize size) {
    if (chain.size() > size.bytes()) {
      return new Writing.Refused(
          "the elements take %d bytes, the tag has %d (%d blocks of %d); the longest is %s with %d bytes"
              .formatted(
                  chain.size(),
                  size.bytes(),
                  size.blocks(),
                  size.blockSize(),
                  longest(),
                  longestSize()));
    }
    var blocks = chain.plus(new int[Math.floorMod(-chain.size(), blockSize)]);
    return new Writing.Written(size, blocks, placed, lock);
  }

  private String longest() {
    return placed.stream()
        .filter(e -> e.size() == longestSize())
        .map(e -> Oid.named(e.oid()))
        .findFirst()
        .orElseThrow();
  }

  private int longestSize() {
    return placed.stream().mapToInt(Element::size).max().orElseThrow();
  }

  private static int plainSize(Unplaced set) {
    return 2 + (set.oid >= FIRST_EXTENDED ? 1 : 0) + set.packed.data().size();
  }

  /**
   * The last set below OID 15, or -1: then these sets end the chain, and the 00 that follow do as
   * well.
   */
  private static int lastThatTakesPadding(List<Unplaced> sets) {
    for (int i = sets.size() - 1; i >= 0; i--) if (sets.get(i).oid < FIRST_EXTENDED) return i;
    return -1;
  }
}
