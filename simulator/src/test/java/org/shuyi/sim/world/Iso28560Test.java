package org.shuyi.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of protocols/tags.md, section 8: GOST R ISO 28560-2-2014 annexes C and D, and dp2's tests.
 */
class Iso28560Test {
  @Test
  void anItemIdIsPaddedToABlockAsInAnnexD() {
    assertThat(Iso28560.padded(1, "123456789012")).hasToString("91 00 05 1C BE 99 1A 14");
  }

  @ParameterizedTest
  @CsvSource({
    "US-InU-Mu, AC C0 9E BA A0 6F 6B",
    "DE-Heu1, 21 40 8E 16 BF 1F",
    "CN-440100-1-GZL, 1B 81 E4 40 10 0A 1A C3 E9 9F"
  })
  void ownersAreCompactedAsInAnnexC(String owner, String bytes) {
    assertThat(Iso28560.isil(owner)).hasToString(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 01 00",
    "4294967296, 01 00 00 00 00",
    "9999999999999999999, 8A C7 23 04 89 E7 FF FF"
  })
  void integersTakeTheFewestBytes(String digits, String bytes) {
    assertThat(Iso28560.integer(digits)).hasToString(bytes);
  }

  @ParameterizedTest
  @CsvSource({"091, 09 1F", "1234567, 12 34 56 7F"})
  void digitsWithLeadingZerosKeepThem(String digits, String bytes) {
    assertThat(Iso28560.numeric(digits)).hasToString(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "QA268.L55, 44 1C B6 E2 E3 35 D6",
    "ABC12345, 04 20 F1 CB 3D 35",
    "I563.85/H022, 27 5D B3 BB 8D 6F 23 0C B2"
  })
  void shelfMarksTakeSixBitsACharacter(String text, String bytes) {
    assertThat(Iso28560.sixBit(text)).hasToString(bytes);
  }

  @ParameterizedTest
  @CsvSource({"test, 7F 02 04 74 65 73 74", "书, 7F 02 03 E4 B9 A6"})
  void aTitleIsElementSeventeenInUtf8(String title, String bytes) {
    assertThat(Iso28560.title(title)).hasToString(bytes);
  }

  @Test
  void aBookCarriesItemElementsOwnerAndUsage() {
    assertThat(Iso28560.book("123456789012", "CN-440100-1-GZL"))
        .hasToString(
            "91 00 05 1C BE 99 1A 14 02 01 A0 03 0A 1B 81 E4 40 10 0A 1A C3 E9 9F 05 01 10");
  }

  @Test
  void theStockHasNoUidTwice() {
    assertThat(Stock.orderly())
        .flatExtracting(Book::tags)
        .extracting(Tag::uid)
        .doesNotHaveDuplicates();
  }
}
