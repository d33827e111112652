package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.tag.memory.BasicBlockItem.Block;

/** What is written by 28560-3 and as legacy 3M contents is read back. */
class BasicBlockItemTest {
  private static final Parts SINGLE = new Parts(1, 1);

  @Test
  void theGoldenTagsAreWrittenAgainByteForByte() {
    var golden = Vectors.of("/org/shuyi/devices/tag/memory/iso28560-3.vectors").toList();
    assertThat(new BasicBlockItem(1, SINGLE, "11223344", "DE-705", List.of()).bytes(32))
        .isEqualTo(golden.get(0).bytes());
    assertThat(new BasicBlockItem(1, SINGLE, "1000000056", "DK-718500", List.of()).bytes(32))
        .isEqualTo(golden.get(1).bytes());
  }

  @Test
  void whatIsWrittenIsReadBackInBothBlockOrders() {
    var random = new Random(28_560);
    for (int i = 0; i < 5_000; i++) {
      var extensions =
          i % 3 == 0
              ? List.of(new Block(1, Bytes.of(1).plus(word(random))), new Block(4, word(random)))
              : List.<Block>of();
      int total = 1 + random.nextInt(9);
      var parts = new Parts(1 + random.nextInt(total), total);
      var item =
          new BasicBlockItem(
              i % 10, parts, "A" + random.nextInt(1 << 30), "CN-GZL" + i, extensions);
      assertThat(item.refusal(112)).as("case %d", i).isEmpty();
      for (boolean turned : new boolean[] {false, true}) {
        var memory = turned ? item.reversed(112) : item.bytes(112);
        var read = TagMemory.decode(Contents.of(memory).withDsfid(OptionalInt.of(0x3E)));
        assertThat(read)
            .as("case %d", i)
            .isInstanceOfSatisfying(
                Iso28560Part3.class,
                part3 -> {
                  assertThat(part3.doubtful()).isFalse();
                  assertThat(part3.itemId()).contains(item.itemId());
                  assertThat(part3.owner()).contains(item.owner());
                  assertThat(part3.parts()).contains(parts);
                  assertThat(part3.usage()).contains(Usage.ofGroup(item.usage()));
                  assertThat(part3.reversedBlocks()).isEqualTo(turned);
                  assertThat(part3.extensions()).hasSize(extensions.size());
                  assertThat(part3.extensions()).allMatch(Extension::whole);
                });
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheReason() {
    assertThat(item("12345678901234567", "DK-1").refusal(112))
        .hasValueSatisfying(why -> assertThat(why).contains("17 bytes"));
    assertThat(item("1", "718500").refusal(112)).isPresent();
    assertThat(item("1", "CN-440100-1-GZL").refusal(112))
        .hasValueSatisfying(why -> assertThat(why).contains("expected at most 13"));
    var large = new Block(4, Bytes.of(new int[100]));
    assertThat(new BasicBlockItem(1, SINGLE, "1", "DK-1", List.of(large)).refusal(112))
        .contains("138 bytes, the tag has 112");
  }

  @Test
  void legacyContentsAreWrittenAndReadBack() {
    var memory = Legacy3m.encode(1, new Parts(2, 3), "200901010123");
    var contents = Contents.of(memory).withAfi(OptionalInt.of(0xDA)).withLegacy3m(true);
    assertThat(TagMemory.decode(contents))
        .isInstanceOfSatisfying(
            Legacy3m.class,
            legacy -> {
              assertThat(legacy.itemId()).contains("200901010123");
              assertThat(legacy.parts()).contains(new Parts(2, 3));
              assertThat(legacy.typeSays()).isEqualTo("book");
            });
    assertThatThrownBy(() -> Legacy3m.encode(1, new Parts(1, 16), "1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BasicBlockItem item(String id, String owner) {
    return new BasicBlockItem(1, SINGLE, id, owner, List.of());
  }

  private static Bytes word(Random random) {
    return Utf8.encode("t" + random.nextInt(1 << 20));
  }
}
