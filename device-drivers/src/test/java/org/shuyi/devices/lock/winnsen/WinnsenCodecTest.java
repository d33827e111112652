package org.shuyi.devices.lock.winnsen;

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
import org.shuyi.devices.lock.winnsen.WinnsenCodec.WinnsenFrame;

class WinnsenCodecTest {
  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/lock/winnsen/winnsen.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameIsReadWrittenAndExplained(Vector vector) {
    assertThat(WinnsenCodec.parse(vector.bytes()))
        .isInstanceOfSatisfying(
            Parsed.Frame.class,
            frame -> {
              assertThat(frame.size()).isEqualTo(vector.bytes().size());
              assertThat(WinnsenCodec.encode((WinnsenFrame) frame.frame()))
                  .isEqualTo(vector.bytes());
            });
    var explained = WinnsenCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    for (int i = 0; i < vector.bytes().size(); i++) {
      assertThat(WinnsenCodec.parse(vector.bytes().slice(0, i))).isInstanceOf(Parsed.More.class);
      assertThat(WinnsenCodec.FRAMES.explain(vector.bytes().slice(0, i)).ok()).isFalse();
    }
  }

  @Test
  void theStateOfOneLockHasItsStatusBeforeTheLock() {
    assertThat(WinnsenCodec.parse(Bytes.parse("90 07 92 01 01 05 03")))
        .isEqualTo(new Parsed.Frame<>(new WinnsenFrame.State(1, 5, 1), 7));
    assertThat(WinnsenCodec.parse(Bytes.parse("90 07 85 01 05 01 03")))
        .isEqualTo(new Parsed.Frame<>(new WinnsenFrame.Opened(1, 5, 1), 7));
  }

  @Test
  void theOtherAnswersOfSomeBoardsMeanTheSame() {
    assertThat(WinnsenCodec.parse(Bytes.parse("90 07 A5 01 05 01 03")))
        .isEqualTo(new Parsed.Frame<>(new WinnsenFrame.Opened(1, 5, 1), 7));
    assertThat(WinnsenCodec.parse(Bytes.parse("90 07 A2 01 01 01 03")))
        .isEqualTo(new Parsed.Frame<>(new WinnsenFrame.States(1, 0x101), 7));
  }

  @Test
  void withoutAChecksumOnlyWhatMakesSenseIsAFrame() {
    for (String bad :
        new String[] {
          "90 06 85 01 05 01 03", "90 07 85 01 05 01 04", "90 07 85 01 00 01 03",
          "90 07 85 01 11 01 03", "90 07 92 01 03 05 03", "90 07 99 01 03 05 03"
        }) {
      assertThat(WinnsenCodec.parse(Bytes.parse(bad))).as(bad).isInstanceOf(Parsed.Noise.class);
      assertThat(WinnsenCodec.FRAMES.explain(Bytes.parse(bad)).ok()).as(bad).isFalse();
    }
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_260_309);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      WinnsenCodec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (WinnsenCodec.parse(left)) {
              case Parsed.Frame<WinnsenFrame> frame -> frame.size();
              case Parsed.Noise<WinnsenFrame> noise -> noise.size();
              case Parsed.More<WinnsenFrame>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
