package org.shuyi.devices.sign.bx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.sign.bx.BxCodec.BxFrame;

class BxCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/sign/bx/bx.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = BxCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void aSignOfLifeIsAskedForAsTheDocumentsExampleDoes() {
    assertThat(BxCodec.ping(1)).isEqualTo(Vectors.named(VECTORS, "are you there"));
  }

  /**
   * Byte by byte from the table of a CRC, which shares nothing with the driver's loop over bits.
   */
  @ParameterizedTest
  @MethodSource("vectors")
  void everyCheckIsRightByAnIndependentCalculation(Vector vector) {
    int[] nibbles = {
      0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
      0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400
    };
    Bytes frame = vector.bytes();
    int from = 0;
    while (frame.at(from) == 0xA5) from++;
    // No vector has an escape between its ends.
    Bytes plain = frame.slice(from, frame.size() - 1);
    if (plain.hex().isEmpty()) throw new AssertionError("nothing between the ends");
    int crc = 0;
    for (int i = 0; i < plain.size() - 2; i++) {
      crc = crc >> 4 ^ nibbles[(crc ^ plain.at(i)) & 15];
      crc = crc >> 4 ^ nibbles[(crc ^ plain.at(i) >> 4) & 15];
    }
    assertThat(crc).isEqualTo(plain.at(plain.size() - 2) | plain.at(plain.size() - 1) << 8);
  }

  /** Nobody but this driver has written these two: the vectors say by which rule. */
  @Test
  void clearingAndShowingAreWhatWeDerivedFromTheFieldTables() {
    assertThat(BxCodec.clear(1)).isEqualTo(Vectors.named(VECTORS, "take every text away"));
    assertThat(BxCodec.show(1, area("门没关"))).isEqualTo(Vectors.named(VECTORS, "show \"\\C1门没关\""));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyFrameIsReadInAnyPiecesAfterNoiseAndTwiceInARow(Vector vector) {
    Bytes frame = vector.bytes();
    for (int cut = 1; cut < frame.size(); cut++) {
      assertThat(BxCodec.parse(frame.slice(0, cut))).isInstanceOf(Parsed.More.class);
    }
    int size = frame.size();
    assertThat(BxCodec.parse(frame.plus(frame)))
        .isInstanceOfSatisfying(
            Parsed.Frame.class, parsed -> assertThat(parsed.size()).isEqualTo(size));
    assertThat(BxCodec.parse(Bytes.of(1, 2, 3).plus(frame)))
        .isEqualTo(new Parsed.Noise<BxFrame>(3, "a frame begins with A5"));
  }

  @Test
  void aFrameWithAnEscapeOrACheckOfAnotherIsNoise() {
    Bytes frame = Vectors.named(VECTORS, "are you there");
    for (int at = 8; at < frame.size() - 1; at++) {
      var spoiled = frame.toArray();
      spoiled[at] ^= 0x10;
      assertThat(BxCodec.parse(Bytes.copyOf(spoiled))).isNotInstanceOf(Parsed.Frame.class);
    }
  }

  @Test
  void whateverIsInATextItIsOneFrameWithTheSameText() {
    var random = new Random(20_261_124);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) text.appendCodePoint(random.nextInt(0x10FFFF));
      Bytes frame = BxCodec.show(0xA55A, area(text.toString()));
      assertThat(frame.size()).isLessThan(512);
      switch (BxCodec.parse(frame)) {
        case Parsed.Frame<BxFrame>(BxFrame read, int size) -> {
          assertThat(size).isEqualTo(frame.size());
          assertThat(read.to()).isEqualTo(0xA55A);
          assertThat(BxCodec.FRAMES.explain(frame).ok()).isTrue();
        }
        case Parsed.Noise<BxFrame>(int _, String why) -> throw new AssertionError(why);
        case Parsed.More<BxFrame>() -> throw new AssertionError("no end");
      }
    }
  }

  @Test
  void aTextBringsNoCommandOfTheCardWithIt() {
    assertThat(area("a\\C3b\u0000\n").text())
        .isEqualTo(Bytes.of('\\', 'C', '1', 'a', '/', 'C', '3', 'b', ' ', ' '));
    assertThat(area("\ud83d\ude00").text()).isEqualTo(Bytes.of('\\', 'C', '1', '?'));
  }

  @Test
  void whatFitsStandsStillAndTheRestRuns() {
    assertThat(area("八个字正好站得住").wide()).isFalse();
    assertThat(area("八个字正好站得住!").wide()).isTrue();
    assertThat(area("字".repeat(500)).bytes().size()).isEqualTo(27 + 3 + 180);
  }

  @Test
  void anyBytesAreExplainedAndParsed() {
    var random = new Random(20_261_125);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      BxCodec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (BxCodec.parse(left)) {
              case Parsed.Frame<BxFrame>(BxFrame _, int size) -> size;
              case Parsed.Noise<BxFrame>(int size, String _) -> size;
              case Parsed.More<BxFrame>() -> left.size();
            };
        assertThat(taken).isPositive();
        left = left.from(taken);
      }
    }
  }

  private static BxArea area(String text) {
    return BxArea.of(new BxConfig(SomeSettings.of()), text, true);
  }
}
