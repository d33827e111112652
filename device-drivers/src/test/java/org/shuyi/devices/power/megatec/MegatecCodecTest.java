package org.shuyi.devices.power.megatec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
import org.shuyi.devices.power.megatec.MegatecCodec.Status;

class MegatecCodecTest {
  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/power/megatec/megatec.vectors");
  }

  static Bytes line(String text) {
    return Bytes.copyOf((text + "\r").getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenLineIsExplained(Vector vector) {
    var explained = MegatecCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void numbersAreReadWithTheirUnits() {
    assertThat(MegatecCodec.parse(line("(208.4 140.0 208.4 034 59.9 2.05 35.0 00110000")))
        .isEqualTo(new Parsed.Frame<>(new Status(2084, 2084, 34, 2_050, 0x30), 47));
    assertThat(MegatecCodec.parse(line("(209.7 209.7 219.7 020 50.0 41.8 --.- 00000001 ")))
        .isEqualTo(new Parsed.Frame<>(new Status(2097, 2197, 20, 41_800, 1), 48));
  }

  @Test
  void whatHasAnotherFormIsNoise() {
    for (String wrong :
        new String[] {
          "(208.4 140.0 208.4 034 59.9 2.05 35.0 0011000",
          "208.4 140.0 208.4 034 59.9 2.05 35.0 00110000",
          "(208.4 140.0 208.4 034 59.9 2.05 35.0 00110002",
          "(NAK",
          ""
        }) {
      assertThat(MegatecCodec.parse(line(wrong))).isInstanceOf(Parsed.Noise.class);
    }
    assertThat(MegatecCodec.parse(Bytes.copyOf(new byte[65]))).isInstanceOf(Parsed.Noise.class);
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_123);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      MegatecCodec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (MegatecCodec.parse(left)) {
              case Parsed.Frame<Status>(Status _, int size) -> size;
              case Parsed.Noise<Status>(int size, String _) -> size;
              case Parsed.More<Status>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
