package org.shuyi.devices.code.serial;

import static org.assertj.core.api.Assertions.assertThat;

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

class ScannerCodecTest {
  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/code/serial/serial.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenScanIsExplainedAndMasked(Vector vector) {
    var explained = ScannerCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    assertThat(ScannerCodec.FRAMES.masked(vector.bytes()).hex()).matches("(00)+(0D|0A)+");
  }

  @Test
  void whatNoCodeContainsIsRefused() {
    assertThat(ScannerCodec.parse(Bytes.parse("41 07 42 0D"), 256))
        .isInstanceOf(Parsed.Noise.class);
    assertThat(ScannerCodec.parse(Bytes.parse("C3 28 0D"), 256)).isInstanceOf(Parsed.Noise.class);
    assertThat(ScannerCodec.parse(Bytes.parse("20 20 0D"), 256)).isInstanceOf(Parsed.Noise.class);
    assertThat(ScannerCodec.parse(Bytes.parse("41 42 43 0D"), 2)).isInstanceOf(Parsed.Noise.class);
    assertThat(ScannerCodec.parse(Bytes.parse("41 42 43"), 2)).isInstanceOf(Parsed.Noise.class);
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_260_304);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      ScannerCodec.FRAMES.explain(left);
      ScannerCodec.FRAMES.masked(left);
      while (!left.isEmpty()) {
        int taken =
            switch (ScannerCodec.parse(left, 8)) {
              case Parsed.Frame<String>(String text, int size) -> size;
              case Parsed.Noise<String>(int size, String why) -> size;
              case Parsed.More<String>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
