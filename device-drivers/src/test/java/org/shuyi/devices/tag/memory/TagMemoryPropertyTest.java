package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Vectors;

/** Seeded: a failure names the number of its case, and the same seed makes it again. */
class TagMemoryPropertyTest {
  private static final long SEED = 28560;
  private static final TagSize LARGE = new TagSize(256, 4);
  private static final List<String> ALPHABETS =
      List.of(
          "0123456789",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_",
          "ABCDEFGHIJ 0123456789.-/()?",
          "abcdefghijklmnopqrstuvwxyz ABC 0123456789{|}~",
          "äöüßéÅ ÿabc",
          "红楼梦三国演义水浒传西游记，：《》",
          "𠮷𡃁𪚥𰻞龘㐂ᠮᠣᠩབོད😀a1");

  private final Random random = new Random(SEED);

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private String text(String alphabet, int most) {
    var characters = alphabet.codePoints().toArray();
    return IntStream.range(0, between(1, most))
        .map(i -> characters[random.nextInt(characters.length)])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String value(Oid oid) {
    return switch (oid.form()) {
      case TEXT, UTF8 -> text(ALPHABETS.get(random.nextInt(ALPHABETS.size())), 25);
      case ISIL -> text("ABCXYZ-:abcxyz/0123456789CN", 16);
      case ONE_BYTE -> "%02X".formatted(random.nextInt(256));
      case SET -> set();
      case BIT_MAP -> throw new AssertionError("never given");
    };
  }

  private String set() {
    int total = between(1, random.nextBoolean() ? 9 : 999);
    return new Parts(between(1, total), total).digits();
  }

  private ItemElements item() {
    var values = new TreeMap<Oid, String>();
    var locked = new TreeSet<Oid>();
    for (var oid : Oid.values()) {
      boolean writable = oid != Oid.UNIQUE_ITEM_ID && oid != Oid.CONTENT_PARAMETER;
      if (oid == Oid.PRIMARY_ITEM_ID || (writable && random.nextInt(4) == 0)) {
        values.put(oid, value(oid));
        if (random.nextInt(3) == 0) locked.add(oid);
      }
    }
    return new ItemElements(values, locked);
  }

  private static SortedMap<Integer, String> values(Iso28560Part2 read) {
    return read.elements().stream()
        .filter(e -> e.oid() != Oid.CONTENT_PARAMETER.number())
        .collect(Collectors.toMap(Element::oid, Element::text, (a, b) -> a, TreeMap::new));
  }

  private static SortedMap<Integer, String> values(ItemElements item) {
    var values = new TreeMap<Integer, String>();
    item.values().forEach((oid, text) -> values.put(oid.number(), text));
    return values;
  }

  @Test
  void whatIsWrittenIsReadBackWhole() {
    for (int i = 0; i < 20_000; i++) {
      var item = item();
      var written = (Writing.Written) item.write(LARGE);
      var read = TagMemory.decode(Contents.of(written.memory()));

      assertThat(read).as("case %d: %s", i, item).isInstanceOf(Iso28560Part2.class);
      assertThat(values((Iso28560Part2) read)).as("case %d", i).isEqualTo(values(item));
      assertThat(read.notes()).as("case %d: %s", i, item).isEmpty();
    }
  }

  @Test
  void lockedBlocksHoldLockedElementsWholeAndNothingElse() {
    for (int i = 0; i < 5_000; i++) {
      var item = item();
      var size = new TagSize(256, random.nextBoolean() ? 4 : 8);
      var written = (Writing.Written) item.write(size);

      for (var element : written.elements()) {
        boolean locked = item.locked().stream().anyMatch(oid -> oid.number() == element.oid());
        int first = element.offset() / size.blockSize();
        int last = (element.offset() + element.size() - 1) / size.blockSize();
        assertThat(IntStream.rangeClosed(first, last).boxed().toList())
            .as("case %d: %s of %s", i, element, item)
            .allMatch(block -> written.lock().contains(block) == locked);
      }
    }
  }

  @Test
  void isilsOfAnyMixtureComeBack() {
    for (int i = 0; i < 20_000; i++) {
      var text = text("-:/ABCXYZabcxyz0189", 20);
      assertThat(Isil.decode(Isil.encode(text))).as("case %d", i).isEqualTo(Decoded.of(text));
    }
  }

  @Test
  void noiseNeverThrowsAndAlwaysTells() {
    for (int i = 0; i < 20_000; i++) {
      var noise = new byte[random.nextInt(4) == 0 ? between(0, 12) : between(13, 256)];
      random.nextBytes(noise);
      lookAt(Bytes.copyOf(noise), "noise " + i);
    }
  }

  @Test
  void damagedContentsNeverThrowAndAlwaysTell() {
    var whole = wholeContents();
    for (int i = 0; i < 30_000; i++) {
      var damaged = whole.get(random.nextInt(whole.size())).toArray();
      for (int hits = between(1, 4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      var bytes = Bytes.copyOf(damaged);
      lookAt(
          random.nextInt(3) == 0 ? bytes.slice(0, between(1, damaged.length)) : bytes,
          "damaged " + i);
    }
  }

  @Test
  void aChainOfAmbiguousSetsIsReadInLinearTime() {
    var hostile = new int[8192];
    for (int i = 0; i < hostile.length; i++) hostile[i] = i % 4 == 0 ? 0xEF : i % 4 == 3 ? 0 : 1;

    lookAt(Bytes.of(hostile), "hostile");
  }

  private List<Bytes> wholeContents() {
    var whole = new ArrayList<Bytes>();
    for (var name : List.of("iso28560-2.vectors", "iso28560-3.vectors", "legacy-3m.vectors")) {
      Vectors.of("/org/shuyi/devices/tag/memory/" + name)
          .forEach(vector -> whole.add(vector.bytes()));
    }
    while (whole.size() < 200) whole.add(((Writing.Written) item().write(LARGE)).blocks());
    return whole;
  }

  /** Reads with random hints and asks everything; says nothing only where nothing is wrong. */
  private void lookAt(Bytes memory, String which) {
    var contents =
        Contents.of(memory)
            .withAfi(any(0x07, 0xC2, 0xD7))
            .withDsfid(any(0x06, 0x3E, 0xFF))
            .withBlockSize(random.nextInt(4) == 0 ? 8 : 4)
            .withLegacy3m(random.nextBoolean())
            .withPartial(random.nextBoolean());
    var read = TagMemory.decode(contents);
    read.owner();
    read.parts();
    read.usage().ifPresent(Usage::says);
    for (var note : read.notes()) {
      assertThat(note.offset()).as(which).isBetween(0, Math.max(memory.size() - 1, 0));
      assertThat(note.found()).as(which).isNotBlank();
      assertThat(note.expected()).as(which).isNotBlank();
    }
    switch (read) {
      case Unknown unknown -> assertThat(unknown.why()).as(which).isNotBlank();
      case Iso28560Part3 part3 -> {
        part3.extensions().forEach(Extension::fields);
        assertThat(part3.doubtful() && part3.intact()).as(which).isFalse();
      }
      case Iso28560Part2 part2 -> assertThat(part2.itemId()).as(which).isPresent();
      case Legacy3m legacy ->
          assertThat(legacy.itemId().isPresent() || !legacy.intact()).as(which).isTrue();
      case Iso28560Part4 _, AllianceTag _ -> throw new AssertionError(which + ": a UHF tag");
      case Empty empty -> assertThat(empty.stock()).as(which).isNotNull();
    }
  }

  private OptionalInt any(int... values) {
    int chosen = random.nextInt(values.length + 1);
    return chosen == values.length ? OptionalInt.empty() : OptionalInt.of(values[chosen]);
  }
}
