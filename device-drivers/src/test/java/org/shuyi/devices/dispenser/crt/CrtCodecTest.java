package org.shuyi.devices.dispenser.crt;

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
import org.shuyi.devices.dispenser.crt.CrtCodec.Order;
import org.shuyi.devices.dispenser.crt.CrtCodec.Said;

class CrtCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/dispenser/crt/crt.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = CrtCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void ordersAreThoseOfTheVectors() {
    assertThat(CrtCodec.order(0, Order.INITIALISE))
        .isEqualTo(Vectors.named(VECTORS, "initialise, do not move a card"));
    assertThat(CrtCodec.order(0, Order.STATUS)).isEqualTo(Vectors.named(VECTORS, "status"));
    assertThat(CrtCodec.order(0, Order.DRAW))
        .isEqualTo(Vectors.named(VECTORS, "card to the RF position"));
    assertThat(CrtCodec.order(0, Order.CAPTURE))
        .isEqualTo(Vectors.named(VECTORS, "card to the error bin"));
  }

  @Test
  void anAnswerFromAnotherAddressIsNobodys() {
    var reply = Vectors.named(VECTORS, "reply: no card, enough, room in the bin");
    assertThat(CrtCodec.parse(reply, 0)).isInstanceOf(Parsed.Frame.class);
    assertThat(CrtCodec.parse(reply, 1)).isInstanceOf(Parsed.Noise.class);
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_126);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      CrtCodec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (CrtCodec.parse(left, 0)) {
              case Parsed.Frame<Said>(Said _, int size) -> size;
              case Parsed.Noise<Said>(int size, String _) -> size;
              case Parsed.More<Said>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
