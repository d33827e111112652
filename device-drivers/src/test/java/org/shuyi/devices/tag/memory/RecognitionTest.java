package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Vectors;

class RecognitionTest {
  private static final Vectors.Vector LEGACY =
      Vectors.of("/org/shuyi/devices/tag/memory/legacy-3m.vectors").findFirst().orElseThrow();

  private static TagMemory decode(String hex) {
    return TagMemory.decode(Contents.of(Bytes.parse(hex)));
  }

  private static Contents legacy(int... afi) {
    var known = afi.length == 0 ? OptionalInt.empty() : OptionalInt.of(afi[0]);
    return Contents.of(LEGACY.bytes()).withLegacy3m(true).withAfi(known);
  }

  @Test
  void legacyContentsAreReadWhereTheStationHasSuchStock() {
    var read = (Legacy3m) TagMemory.decode(legacy(0xDA));

    assertThat(
            "type %d, part %s, \"%s\""
                .formatted(read.type(), read.parts().orElseThrow(), read.barcode()))
        .isEqualTo(LEGACY.meaning());
    assertThat(read.notes()).isEmpty();
    assertThat(read.itemId()).contains("200901010123");
    assertThat(read.branchAndLibrary()).isEqualTo(Bytes.parse("FF FF FF FF"));
    assertThat(TagMemory.decode(legacy())).isEqualTo(read);
    assertThat(TagMemory.decode(legacy(0xD7))).isEqualTo(read);
  }

  @Test
  void legacyContentsAreUnknownElsewhereAndUnderAnotherAfi() {
    assertThat(TagMemory.decode(legacy(0xDA).withLegacy3m(false)))
        .isEqualTo(
            new Unknown("legacy 3M contents, which this station is set not to read", 0, List.of()));
    assertThat(TagMemory.decode(legacy(0x07))).isInstanceOf(Unknown.class);
  }

  @Test
  void blankTagsAreEmpty() {
    assertThat(decode("00 00 00 00")).isEqualTo(new Empty(Empty.Stock.ALL_ZERO));
    assertThat(decode("55".repeat(24) + "00".repeat(4))).isEqualTo(new Empty(Empty.Stock.NEW_3M));
    assertThat(decode("55".repeat(24) + "00".repeat(88))).isEqualTo(new Empty(Empty.Stock.NEW_3M));
    assertThat(decode("55".repeat(28))).isInstanceOf(Unknown.class);
  }

  @Test
  void noBytesAreUnknownAndSaySo() {
    assertThat(decode("")).isEqualTo(new Unknown("no bytes were read", 0, List.of()));
  }

  @Test
  void aChainWithoutAnItemIdIsUnknown() {
    var unknown = (Unknown) decode("14 02 04 B3");

    assertThat(unknown.why()).startsWith("a 28560-2 chain without a primary item id (OID 1)");
  }

  @Test
  void foreignBytesAreUnknownWithTheByteAndTheReason() {
    var unknown = (Unknown) decode("E1 40 0D 01 03 0B D1 01");

    assertThat(unknown.offset()).isZero();
    assertThat(unknown.why())
        .contains("found OID 1 (primary item id) with 13 bytes of data and 64 of padding");
    assertThat(unknown.notes())
        .contains(Note.damage(0, "8 bytes", "32 or more for a block of 28560-3"));
  }

  @Test
  void aRightCrcByChanceDoesNotTurnOneModelIntoTheOther() {
    // OID 12 runs through all values of two bytes, so one of these chains has the CRC of 28560-3 at
    // bytes 19 and 20.
    var begin = Bytes.parse("11 05 1C BE 99 1A 14 1C 03 01");
    var end = Bytes.parse("66 14" + "41".repeat(20) + "0000");
    for (int i = 0; i < 0x10000; i++) {
      var memory = begin.plus(i >> 8, i & 0xFF).plus(end);
      assertThat(TagMemory.decode(Contents.of(memory))).isInstanceOf(Iso28560Part2.class);
    }
  }

  @Test
  void aDoubledItemIdIsDamage() {
    var read = decode("11 01 63 11 01 64");

    assertThat(read).isInstanceOf(Iso28560Part2.class);
    assertThat(read.intact()).isFalse();
    assertThat(read.itemId()).contains("99");
  }
}
