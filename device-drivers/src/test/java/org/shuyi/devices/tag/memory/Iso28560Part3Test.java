package org.shuyi.devices.tag.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;

class Iso28560Part3Test {
  /** Line 1 of the vectors, on a tag with more memory. */
  private static final Bytes BOOK = blocks().getFirst().bytes().plus(0, 0, 0, 0);

  static List<Vector> blocks() {
    return Vectors.of("/org/shuyi/devices/tag/memory/iso28560-3.vectors").toList();
  }

  private static Iso28560Part3 read(Bytes memory) {
    return (Iso28560Part3) TagMemory.decode(Contents.of(memory));
  }

  private static String meaning(Iso28560Part3 read) {
    return "usage %d, part %s, \"%s\", owner \"%s\""
        .formatted(
            read.usage().orElseThrow().group(),
            read.parts().orElseThrow(),
            read.itemId().orElseThrow(),
            read.ownerField());
  }

  private static Bytes turned(Bytes memory) {
    var turned = Bytes.EMPTY;
    for (int i = 0; i < memory.size(); i += 4)
      turned = turned.plus(memory.slice(i, i + 4).reversed());
    return turned;
  }

  /** The same block with some bytes changed and the CRC put right. */
  private static Bytes with(Bytes block, int offset, int... values) {
    var changed = block.slice(0, offset).plus(values).plus(block.from(offset + values.length));
    int crc = Crc16.IBM_3740.of(changed.slice(0, 19).plus(changed.slice(21, 34)));
    return changed.slice(0, 19).plus(crc & 0xFF, crc >> 8).plus(changed.from(21));
  }

  private static Bytes extension(int id, Bytes payload) {
    int xor = 4 + payload.size() ^ id;
    for (int i = 0; i < payload.size(); i++) xor ^= payload.at(i);
    return Bytes.of(4 + payload.size(), id, 0, xor).plus(payload);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void eachVectorIsReadWithoutANote(Vector vector) {
    var read = read(vector.bytes());

    assertThat(meaning(read)).isEqualTo(vector.meaning());
    assertThat(read.notes()).isEmpty();
    assertThat(read.doubtful()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void theSameWithReversedBlocksIsReadAndRemarked(Vector vector) {
    var read = read(turned(vector.bytes()));

    assertThat(meaning(read)).isEqualTo(vector.meaning());
    assertThat(read.reversedBlocks()).isTrue();
    assertThat(read.notes()).singleElement().extracting(Note::weight).isEqualTo(Note.Weight.REMARK);
  }

  @Test
  void theCrcOfTheDanishCheckTextIsRight() {
    var vector = Vectors.of("/org/shuyi/devices/tag/memory/crc.vectors").findFirst().orElseThrow();
    int data = vector.bytes().size() - 2;

    assertThat(Crc16.IBM_3740.of(vector.bytes().slice(0, data)))
        .isEqualTo(vector.bytes().at(data) << 8 | vector.bytes().at(data + 1));
  }

  @Test
  void theOwnerIsGivenWithTheHyphenThatTheTagLeavesOut() {
    assertThat(read(BOOK).owner()).contains("DE-705");
  }

  @Test
  void aBadCrcGivesTheIdAndIsDoubtful() {
    var wrong = BOOK.slice(0, 20).plus(0x3F).plus(BOOK.from(21));

    for (var memory : List.of(wrong, turned(wrong))) {
      var read = read(memory);
      assertThat(read.doubtful()).isTrue();
      assertThat(read.intact()).isFalse();
      assertThat(read.itemId()).contains("11223344");
      assertThat(read.crc())
          .isEqualTo(new Check("crc16-1021-ffff, low byte first", "51 3F", "51 3E"));
    }
    assertThat(read(wrong).notes())
        .containsExactly(Note.damage(19, "CRC 51 3F", "51 3E for these contents"));
    assertThat(read(turned(wrong)).notes())
        .contains(Note.damage(16, "CRC 51 3F", "51 3E for these contents"));
  }

  @Test
  void aWrongCrcUnderOwnDsfidIsStillThisModel() {
    var noise = Contents.of(Bytes.of(0x11).plus(BOOK.slice(1, 10)).plus(0xFF).plus(BOOK.from(11)));

    assertThat(TagMemory.decode(noise)).isInstanceOf(Unknown.class);
    assertThat(TagMemory.decode(noise.withDsfid(OptionalInt.of(0x3E))))
        .isInstanceOf(Iso28560Part3.class);
  }

  @Test
  void exchangedNibblesLeaveTheUsageToTheCentre() {
    var read = read(with(BOOK, 0, 0x71));

    assertThat(read.ambiguous()).isTrue();
    assertThat(read.usage()).isEmpty();
    assertThat(read.itemId()).contains("11223344");
    assertThat(read(with(BOOK, 0, 0x12)).usage()).map(Usage::says).contains("not circulating");
  }

  @Test
  void exchangedPartsArePutRightAndRemarked() {
    var exchanged = read(with(BOOK, 1, 2, 3));

    assertThat(exchanged.parts()).contains(new Parts(2, 3));
    assertThat(exchanged.intact()).isTrue();
    assertThat(exchanged.notes())
        .containsExactly(Note.remark(1, "part 3 of 2, exchanged", "the total first"));
    assertThat(read(with(BOOK, 1, 3, 2)).parts()).contains(new Parts(2, 3));
    assertThat(read(with(BOOK, 1, 0, 0)).parts()).isEmpty();
  }

  @Test
  void anOwnerOfThirteenBytesCountsInTheCrcOfAFullBlock() {
    var full = with(BOOK, 21, "CN4401001GZLX".chars().toArray());

    assertThat(read(full).ownerField()).isEqualTo("CN4401001GZLX");
    assertThat(read(turned(full)).ownerField()).isEqualTo("CN4401001GZLX");
  }

  @Test
  void extensionBlocksAreRead() {
    var library = extension(1, Bytes.parse("02 41 42 00 00 43"));
    var title = extension(4, Bytes.copyOf("红楼梦".getBytes(UTF_8)));

    var read = read(BOOK.slice(0, 34).plus(library).plus(title).plus(0, 0, 0));

    assertThat(read.notes()).isEmpty();
    assertThat(read.extensions()).extracting(Extension::name).containsExactly("library", "title");
    assertThat(read.extensions().getFirst().mediaFormat()).hasValue(2);
    assertThat(read.extensions().getFirst().fields()).containsExactly("AB", "", "C");
    assertThat(read.extensions().getLast().fields()).containsExactly("红楼梦");
  }

  @Test
  void aDamagedExtensionBlockIsNamedAndTheRestStands() {
    var title = extension(4, Bytes.of(0x41, 0x42));
    var flipped = title.slice(0, 5).plus(0x43);

    var read = read(BOOK.slice(0, 34).plus(flipped).plus(0x40));

    assertThat(read.doubtful()).isFalse();
    assertThat(read.extensions()).singleElement().extracting(Extension::whole).isEqualTo(false);
    assertThat(read.notes())
        .containsExactly(
            Note.damage(37, "xor 01 over the extension block", "00"),
            Note.damage(40, "an extension block of 64 bytes", "4 to 1 bytes"));
    assertThat(read.owner()).isEqualTo(Optional.of("DE-705"));
  }
}
