package org.shuyi.devices.position.nmea;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.position.PositionNotice.Position.Heard;

class NmeaCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/position/nmea/nmea.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  /** A sentence as a receiver says it. */
  static Bytes sentence(String text) {
    int sum = 0;
    for (char each : text.toCharArray()) sum ^= each;
    return bytes("$%s*%02X\r\n".formatted(text, sum));
  }

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenSentenceHasItsCheckAndIsExplained(Vector vector) {
    var explained = NmeaCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    int bytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(bytes).isEqualTo(vector.bytes().size());
    for (int i = 1; i < vector.bytes().size(); i++) {
      var spoiled = vector.bytes().toArray();
      spoiled[i] ^= 1;
      assertThat(NmeaCodec.parse(Bytes.copyOf(spoiled))).isNotInstanceOf(Parsed.Frame.class);
    }
  }

  @Test
  void degreesAndMinutesBecomeMillionthsOfADegree() {
    assertThat(heard("GPGGA,1,3113.8249,N,12128.4221,E,1,09,1.2,4,M,,M,,"))
        .isEqualTo(new Heard(31_230_415, 121_473_702, 6, 9));
    assertThat(heard("GNGGA,1,0000.0001,S,00000.0001,W,4,31,0.1,4,M,,M,,"))
        .isEqualTo(new Heard(-2, -2, 1, 31));
    assertThat(heard("GNGGA,1,9000,N,18000,E,2,4,99.99,4,M,,M,,"))
        .isEqualTo(new Heard(90_000_000, 180_000_000, 500, 4));
  }

  @Test
  void whatWasReckonedTypedInOrSimulatedIsNoPosition() {
    for (String quality : new String[] {"0", "6", "7", "8", "", "10"}) {
      var text = "GPGGA,1,4807.038,N,01131.000,E,%s,08,0.9,545.4,M,46.9,M,,".formatted(quality);
      assertThat(NmeaSentence.of(text)).hasValue(new NmeaSentence.Fix(Optional.empty()));
    }
  }

  @Test
  void fieldsThatCannotBeAreNoSentence() {
    for (String fields :
        new String[] {
          "4860.000,N,01131.000,E,1,08,0.9",
          "9100.000,N,01131.000,E,1,08,0.9",
          "4807.038,X,01131.000,E,1,08,0.9",
          "4807.038,N,18100.000,E,1,08,0.9",
          "4807.0x8,N,01131.000,E,1,08,0.9",
          "07,N,01131.000,E,1,08,0.9",
          "4807.038,N,01131.000,E,1,,0.9",
          "4807.038,N,01131.000,E,1,08,"
        }) {
      assertThat(NmeaSentence.of("GPGGA,123519," + fields + ",1,M,1,M,,")).as(fields).isEmpty();
    }
    assertThat(NmeaSentence.of("GPGGA,123519")).isEmpty();
    assertThat(NmeaSentence.of("GPRMC,1,X,,,,,,,,,")).isEmpty();
  }

  @Test
  void inATraceNoDigitOfAPositionIsLeft() {
    var masked = NmeaCodec.FRAMES.masked(vectors().findFirst().orElseThrow().bytes());
    assertThat(NmeaCodec.text(masked))
        .isEqualTo("$GPGGA,000000,0000.000,N,00000.000,E,0,00,0.0,000.0,M,00.0,M,,*00\r\n");
  }

  @Test
  void inATraceOfPiecesNoDigitOfAPositionIsLeftEither() {
    Bytes frame = vectors().findFirst().orElseThrow().bytes();
    for (int cut = 1; cut < frame.size(); cut++) {
      String kept =
          NmeaCodec.text(NmeaCodec.FRAMES.masked(frame.slice(0, cut)))
              + NmeaCodec.text(NmeaCodec.FRAMES.masked(frame.from(cut)));
      assertThat(kept).as("cut at %d", cut).doesNotContainPattern("[1-9]");
    }
  }

  @Test
  void everyBeginningOfASentenceWaitsForMore() {
    Bytes frame = vectors().findFirst().orElseThrow().bytes();
    for (int i = 0; i < frame.size(); i++) {
      assertThat(NmeaCodec.parse(frame.slice(0, i))).isInstanceOf(Parsed.More.class);
    }
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    int sentences = 0;
    for (int i = 0; i < 40_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      // With a check that fits, so that what lies behind it is tried as well.
      if (i % 2 == 0 && noise.size() > 8) {
        noise = sentence(NmeaCodec.text(noise.slice(1, noise.size() - 5)).replaceAll("[^ -~]", ""));
      }
      NmeaCodec.FRAMES.explain(noise);
      assertThat(NmeaCodec.FRAMES.masked(noise).size()).isEqualTo(noise.size());
      switch (NmeaCodec.parse(noise)) {
        case Parsed.Frame<NmeaSentence>(NmeaSentence sentence, int size) -> sentences++;
        case Parsed.Noise<NmeaSentence>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<NmeaSentence>() -> {}
      }
    }
    assertThat(sentences).isGreaterThan(5_000);
  }

  private static Heard heard(String text) {
    assertThat(NmeaSentence.of(text)).isPresent();
    return ((NmeaSentence.Fix) NmeaSentence.of(text).orElseThrow()).position().orElseThrow();
  }
}
