package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;

class CompactionTest {
  static List<Vector> packed() {
    return Vectors.of("/org/shuyi/devices/tag/memory/compactions.vectors").toList();
  }

  static List<Vector> isils() {
    return Vectors.of("/org/shuyi/devices/tag/memory/isil.vectors").toList();
  }

  private static Compaction compaction(String sum) {
    return switch (sum) {
      case "compact-integer" -> Compaction.INTEGER;
      case "compact-numeric" -> Compaction.NUMERIC;
      case "compact-5bit" -> Compaction.FIVE_BIT;
      case "compact-6bit" -> Compaction.SIX_BIT;
      case "compact-7bit" -> Compaction.SEVEN_BIT;
      default -> throw new AssertionError("no compaction for " + sum);
    };
  }

  @ParameterizedTest
  @MethodSource("packed")
  void eachVectorIsUnpackedAndPackedAgain(Vector vector) {
    var compaction = compaction(vector.sum());
    var text = vector.quoted();

    assertThat(compaction.decode(vector.bytes())).isEqualTo(Decoded.of(text));
    assertThat(compaction.takes(text)).isTrue();
    assertThat(compaction.encode(text)).isEqualTo(vector.bytes());
  }

  @ParameterizedTest
  @MethodSource("isils")
  void eachIsilIsUnpackedAndPackedAgain(Vector vector) {
    var text = vector.quoted();

    assertThat(Isil.decode(vector.bytes())).isEqualTo(Decoded.of(text));
    assertThat(Isil.encode(text)).isEqualTo(vector.bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012, INTEGER",
    "0123, NUMERIC",
    "12345678901234567890, NUMERIC",
    "AHQZ, FIVE_BIT",
    "QA268.L55, SIX_BIT",
    "abcdefgh, SEVEN_BIT",
    "abcdefg, OCTETS",
    "7, OCTETS",
    "'ABC ', OCTETS",
    "Müller, OCTETS",
    "红楼梦, UTF8",
    "𠮷野, UTF8"
  })
  void theShortestCompactionIsChosen(String text, Compaction expected) {
    assertThat(Compaction.shortest(text)).isEqualTo(expected);
  }

  @Test
  void aLongNumericStringKeepsItsLeadingZeros() {
    var text = "00000000000000000000000001";

    assertThat(Compaction.NUMERIC.decode(Compaction.NUMERIC.encode(text)))
        .isEqualTo(Decoded.of(text));
  }

  @Test
  void aShiftToDigitsLastsForOneCharacter() {
    // A, shift digits, 1, B, fill: 00001 11111 0001 00010 1
    assertThat(Isil.decode(Bytes.of(0x0F, 0xC4, 0x5F)).text()).isEqualTo("A1B");
  }

  @Test
  void latchesWhereTheStandardWouldShiftAreRead() {
    // A, latch digits, 1, latch upper, B, fill: 00001 11110 0001 1100 00010 1
    assertThat(Isil.decode(Bytes.of(0x0F, 0x87, 0x05)).text()).isEqualTo("A1B");
  }

  @Test
  void whatDoesNotFitACompactionIsNamedWithItsByte() {
    assertThat(Compaction.NUMERIC.decode(Bytes.of(0x12, 0xA4)).notes())
        .containsExactly(Note.damage(1, "A4", "two digits (F only as the last)"));
    assertThat(Compaction.UTF8.decode(Bytes.of(0x41, 0xE7, 0xBA)).notes())
        .containsExactly(Note.damage(1, "E7", "a UTF-8 character"));
    assertThat(Compaction.FIVE_BIT.decode(Bytes.of(0x08, 0x02)).notes())
        .containsExactly(Note.damage(0, "character 40", "41 to 5F"));
    assertThat(Compaction.INTEGER.decode(Bytes.of(1, 2, 3, 4, 5, 6, 7, 8, 9)).isWhole()).isFalse();
  }
}
