package org.shuyi.devices.climate.ds18b20;

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

class Ds18b20CodecTest {
  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/climate/ds18b20/ds18b20.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenReadingIsExplained(Vector vector) {
    var explained = Ds18b20Codec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void whatDoesNotAgreeIsNoValue() {
    String good = "5e 01 ff ff 7f ff ff ff 52 ";
    for (String wrong :
        new String[] {
          good + ": crc=52 NO\n" + good + "t=21875\n",
          good + ": crc=52 YES\n" + good + "t=21870\n",
          good.replace("5e", "5f") + ": crc=52 YES\n" + good.replace("5e", "5f") + "t=21937\n",
          good + ": crc=52 YES\n" + good.replace("5e", "5f") + "t=21937\n",
          "00 00 00 00 00 00 00 00 00 : crc=00 YES\n\n",
          "\n\n"
        }) {
      assertThat(Ds18b20Codec.parse(ascii(wrong))).isInstanceOf(Parsed.Noise.class);
    }
    assertThat(Ds18b20Codec.parse(Bytes.copyOf(new byte[161]))).isInstanceOf(Parsed.Noise.class);
  }

  @Test
  void belowZeroIsBelowZero() {
    String pad = "5e ff 4b 46 7f ff 02 10 b6 ";
    assertThat(Ds18b20Codec.parse(ascii(pad + ": crc=b6 YES\n" + pad + "t=-10125\n")))
        .isInstanceOf(Parsed.Frame.class)
        .extracting("frame")
        .isEqualTo(-10_125);
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_127);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      Ds18b20Codec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (Ds18b20Codec.parse(left)) {
              case Parsed.Frame<Integer>(Integer _, int size) -> size;
              case Parsed.Noise<Integer>(int size, String _) -> size;
              case Parsed.More<Integer>() -> left.size();
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
