package org.shuyi.devices.climate.sht3x;

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
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;

class Sht3xCodecTest {
  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/climate/sht3x/sht3x.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenReadingIsExplained(Vector vector) {
    var explained = Sht3xCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void bothValuesAreTakenFromTheFrontAndTheRestIsLeft() {
    assertThat(Sht3xCodec.parse(ascii("-4125\n99870\n31500\n")))
        .isEqualTo(new Parsed.Frame<>(new Measured(-4_125, Optional.of(99_870)), 12));
    assertThat(Sht3xCodec.parse(ascii("31500\n4000"))).isEqualTo(new Parsed.More<Measured>());
  }

  @Test
  void whatIsNotTwoNumbersIsNoValue() {
    for (String wrong :
        new String[] {"\n\n", "31500\n\n", "31500\n-1\n", "3I500\n1\n", "31.5\n4\n"})
      assertThat(Sht3xCodec.parse(ascii(wrong))).isInstanceOf(Parsed.Noise.class);
    assertThat(Sht3xCodec.parse(Bytes.copyOf(new byte[16]))).isInstanceOf(Parsed.Noise.class);
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      Sht3xCodec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (Sht3xCodec.parse(left)) {
              case Parsed.Frame<Measured>(Measured _, int size) -> size;
              case Parsed.Noise<Measured>(int size, String _) -> size;
              case Parsed.More<Measured>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }
}
