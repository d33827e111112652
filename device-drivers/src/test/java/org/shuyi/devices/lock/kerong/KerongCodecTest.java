package org.shuyi.devices.lock.kerong;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
import org.shuyi.devices.lock.kerong.KerongCodec.KerongFrame;

class KerongCodecTest {
  private static final long SEED = 20_260_301;

  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/lock/kerong/kerong.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameIsReadWrittenAndExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    assertThat(KerongCodec.parse(vector.bytes()))
        .isInstanceOfSatisfying(
            Parsed.Frame.class,
            frame -> {
              assertThat(frame.size()).isEqualTo(vector.bytes().size());
              assertThat(KerongCodec.encode((KerongFrame) frame.frame())).isEqualTo(vector.bytes());
            });
    var explained = KerongCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    if (!vector.meaning().startsWith("reply")) {
      assertThat(explained.what()).isEqualTo(vector.meaning());
    }
    assertThat(KerongCodec.FRAMES.masked(vector.bytes())).isEqualTo(vector.bytes());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyBeginningOfAFrameWaitsForMore(Vector vector) {
    for (int i = 0; i < vector.bytes().size(); i++) {
      assertThat(KerongCodec.parse(vector.bytes().slice(0, i))).isInstanceOf(Parsed.More.class);
      assertThat(KerongCodec.FRAMES.explain(vector.bytes().slice(0, i)).ok()).isFalse();
    }
  }

  @Test
  void anUnlockIsExplainedAsOnTheWireAndAsPeopleCount() {
    var explained = KerongCodec.FRAMES.explain(Bytes.parse("02 05 31 03 3B"));
    assertThat(explained.fields())
        .containsEntry("address", 5)
        .containsEntry("board", 0)
        .containsEntry("lock", 6);
    assertThat(explained.check()).isEqualTo("sum8: found 3B, expected 3B");
  }

  @Test
  void aReplyListsTheBitsByTheirNumbers() {
    var explained = KerongCodec.FRAMES.explain(Bytes.parse("02 00 35 05 80 20 00 03 DF"));
    assertThat(explained.ok()).isTrue();
    assertThat(explained.fields())
        .containsEntry("locks", 0x8005)
        .containsEntry("locksWithOne", List.of(1, 3, 16))
        .containsEntry("infraredSees", List.of(6));
  }

  @Test
  void aWrongSumIsNamedWithWhatWasExpected() {
    var explained = KerongCodec.FRAMES.explain(Bytes.parse("02 05 31 03 3C"));
    assertThat(explained.ok()).isFalse();
    assertThat(explained.check()).isEqualTo("sum8: found 3C, expected 3B");
    assertThat(explained.parts()).hasSize(5);
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(SEED);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      KerongCodec.FRAMES.explain(noise);
      KerongCodec.FRAMES.masked(noise);
      Bytes left = noise;
      while (!left.isEmpty()) {
        int taken =
            switch (KerongCodec.parse(left)) {
              case Parsed.Frame<KerongFrame>(KerongFrame frame, int size) -> size;
              case Parsed.Noise<KerongFrame>(int size, String why) -> size;
              case Parsed.More<KerongFrame>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
