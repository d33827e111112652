package org.shuyi.devices.lock.kerong;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.Pull;
import org.shuyi.devices.lock.kerong.Cu48Codec.Cu48Frame;

/** A CU48's frames, and the driver that is told to speak as one. */
class Cu48Test {
  private static final Bytes STATE = Bytes.parse("02 00 00 60 03 65");
  private static final Bytes CLOSED_1_3_48 = Bytes.parse("02 00 00 75 06 05 00 00 00 00 80 02");

  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/lock/kerong/cu48.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameIsReadWrittenAndExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    assertThat(Cu48Codec.parse(vector.bytes()))
        .isInstanceOfSatisfying(
            Parsed.Frame.class,
            frame ->
                assertThat(Cu48Codec.encode((Cu48Frame) frame.frame())).isEqualTo(vector.bytes()));
    var explained = KerongCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    for (int i = 0; i < vector.bytes().size(); i++) {
      assertThat(Cu48Codec.parse(vector.bytes().slice(0, i))).isInstanceOf(Parsed.More.class);
      assertThat(KerongCodec.FRAMES.explain(vector.bytes().slice(0, i)).ok()).isFalse();
    }
  }

  @Test
  void fortyEightDoorsAreToldAndAnOpenIsAnswered() {
    var bench = bench();
    bench.up();
    for (int i = 0; i < 2; i++) {
      assertThat(bench.nextWritten()).isEqualTo(STATE);
      bench.hear(CLOSED_1_3_48);
    }
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    assertThat(bench.noticed())
        .hasSize(48)
        .contains(new Changed(48, Contact.CLOSED), new Changed(47, Contact.OPEN));
    bench.want(new LockCommand.Open(8, Duration.ofSeconds(1)));
    assertThat(bench.nextWritten()).isEqualTo(Bytes.parse("02 00 07 61 03 6D"));
    bench.hear("02 00 07 00 00 09");
    assertThat(bench.noticed())
        .containsExactly(new Pulled(8, Pull.FAILED, "the board answered 00, failed"));
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_260_310);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      KerongCodec.FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (Cu48Codec.parse(left)) {
              case Parsed.Frame<Cu48Frame> frame -> frame.size();
              case Parsed.Noise<Cu48Frame> noise -> noise.size();
              case Parsed.More<Cu48Frame>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }

  private static Bench<LockCommand, LockNotice> bench() {
    var settings = SomeSettings.of("polarity", "one-is-closed", "model", "cu48");
    return new Bench<>(new KerongDriver(new KerongConfig(settings)));
  }
}
