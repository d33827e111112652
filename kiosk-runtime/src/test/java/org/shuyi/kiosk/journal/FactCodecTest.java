package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;

/** Records as bytes: there and back, the same for ever, and total over noise. */
class FactCodecTest {
  private static final Now NOON =
      new Now(1000, Instant.ofEpochMilli(1_700_000_000_000L), Now.ClockTrust.SYNCHRONISED);

  /** By hand from RFC 8949: 88 array of 8, 6c text of 12, 19 two bytes, 1b eight bytes. */
  @Test
  void anUnlockIsWrittenAsTheContractSays() {
    var fact = new ShelfFact.UnlockMeant(new DoorId("3"), new Opener.Staff("li"));

    assertThat(hex(new StampedFact(fact, NOON)))
        .isEqualTo(
            "87"
                + "6c756e6c6f636b2d6d65616e74"
                + "01"
                + "1903e8"
                + "1b0000018bcfe56800"
                + "f5"
                + "6133"
                + "82657374616666626c69");
  }

  @Test
  void everyKindOfFactComesBackAsItWas() {
    for (long seed = 0; seed < 300; seed++) {
      var chance = new Chance(seed);
      for (Fact fact : chance.oneOfEach()) {
        var stamped = new StampedFact(fact, chance.now(seed * 7));
        byte[] bytes = FactCodec.encode(stamped);
        assertThat(FactCodec.decode(bytes)).isEqualTo(new Decoded.Understood(stamped));
        assertThat(FactCodec.encode(stamped)).isEqualTo(bytes);
        assertThat(FactCodec.describe(fact)).doesNotContain("Tree");
      }
    }
  }

  /** Java reads U+FFFD where bytes are no UTF-8: who really wrote it is believed. */
  @Test
  void aTextWithTheReplacementCharacterComesBackAsItWas() {
    var fact = new ShelfFact.UnlockMeant(new DoorId("3"), new Opener.Staff("l\uFFFDi"));
    var stamped = new StampedFact(fact, NOON);

    assertThat(FactCodec.decode(FactCodec.encode(stamped)))
        .isEqualTo(new Decoded.Understood(stamped));
  }

  /** What a release has written, every later one reads; rewritten with -Dshuyi.rewrite=true. */
  @Test
  void theGoldenRecordsOfFormatOneAreStillReadAndWritten() throws IOException {
    Path golden =
        Path.of("src/test/resources/org/shuyi/kiosk/journal/golden-1.txt").toAbsolutePath();
    var chance = new Chance(1);
    var lines = new ArrayList<String>();
    for (Fact fact : chance.oneOfEach()) {
      lines.add("# " + FactCodec.kindOf(fact) + " " + line(FactCodec.describe(fact)));
      lines.add(hex(new StampedFact(fact, NOON)));
    }
    if (Boolean.getBoolean("shuyi.rewrite")) Files.write(golden, lines);

    List<String> written = Files.readAllLines(golden);
    assertThat(written).hasSizeGreaterThanOrEqualTo(2 * Names.FACTS.size());
    for (int i = 0; i < written.size(); i += 2) {
      String hex = written.get(i + 1);
      switch (FactCodec.decode(HexFormat.of().parseHex(hex))) {
        case Decoded.Understood(StampedFact stamped) -> {
          assertThat(hex(stamped)).isEqualTo(hex);
          Fact fact = stamped.fact();
          assertThat("# " + FactCodec.kindOf(fact) + " " + line(FactCodec.describe(fact)))
              .isEqualTo(written.get(i));
        }
        case Decoded.Refused(String reason) -> throw new AssertionError(written.get(i) + reason);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', cut off",
    "00, not a record",
    "8100, not a record",
    "ff, a length that is left open",
    "9bffffffffffffffff, a number of more than 63 bits",
    "9a7fffffff, an array of 2147483647 items is cut off",
    "1817, a number that is not written as short as possible",
    "190017, a number that is not written as short as possible",
    "1a0000ffff, a number that is not written as short as possible",
    "1b00000000ffffffff, a number that is not written as short as possible",
    "61ff, a text that is not UTF-8",
    "62c080, a text that is not UTF-8",
    "63eda080, a text that is not UTF-8",
    "65efbfbd61ff, a text that is not UTF-8",
    "8080, 1 bytes after the record",
    "a0, byte a0 at 0 begins nothing of ours",
    "8581818181818181818181818181818181818181, nested deeper than 16",
    "8567 6c6f616e656564 01 00 00 f5, unknown kind loaneed in format 1",
    "8666 666f726d6174 61 31 00 00 f5 00, a record without kind and format",
    "866b 6c696e6b2d626563616d65 01 00, cut off",
    "866b 6c696e6b2d62, a text of 11 bytes is cut off",
    "866b 6c696e6b2d626563616d65 09 00 00 f5 f5, unknown kind link-became in format 9",
    "876b 6c696e6b2d626563616d65 01 00 00 f5 f5 f5, 'LinkBecame has 1 fields, not 2'",
    "866b 6c696e6b2d626563616d65 01 00 00 f5 61 61, 'expected true or false, found Text[value=a]'",
    "866b 6c696e6b2d626563616d65 01 00 f5 f5 f5, a record without its time",
    "866b 646f6f722d666f72636564 01 00 00 f5 62 2d2d, door label: --",
  })
  void whatIsNoRecordIsRefusedWithItsReason(String hex, String reason) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThat(FactCodec.decode(bytes)).isEqualTo(new Decoded.Refused(reason.strip()));
  }

  @Test
  void noiseAndDamageAreAnsweredByAValueAndNeverReadAsTwoThings() {
    var chance = new Chance(42);
    for (int round = 0; round < 200; round++) {
      for (Fact fact : chance.oneOfEach()) {
        byte[] bytes = FactCodec.encode(new StampedFact(fact, NOON));
        bytes[chance.below(bytes.length)] ^= (byte) (1 << chance.below(8));
        if (FactCodec.decode(bytes) instanceof Decoded.Understood(StampedFact other)) {
          assertThat(FactCodec.encode(other)).isEqualTo(bytes);
        }
      }
    }
    assertThat(FactCodec.decode(new byte[70_000])).isInstanceOf(Decoded.Refused.class);
  }

  @Test
  void aDescriptionIsForPersons() {
    assertThat(FactCodec.describe(new StationFact.DoorBarred(new DoorId("3"), true, "Li Na")))
        .isEqualTo("door=3 barred=yes person=\"Li Na\"");
    assertThat(
            FactCodec.describe(
                new ShelfFact.DoorOpened(new DoorId("3"), new Opener.Unknown(), false)))
        .isEqualTo("door=3 opener=[unknown] inferred=no");
  }

  private static String hex(StampedFact stamped) {
    return HexFormat.of().formatHex(FactCodec.encode(stamped));
  }

  private static String line(String text) {
    return text.replace("\n", "\\n").replace("\u0000", "\\0");
  }
}
