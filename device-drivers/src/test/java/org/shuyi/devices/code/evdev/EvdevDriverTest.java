package org.shuyi.devices.code.evdev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.code.CodeNotice.CodeScanned;

class EvdevDriverTest {
  private static final int SHIFT = UsKeys.LEFT_SHIFT;
  private static final int A = 30;
  private static final int ONE = 2;
  private static final int ENTER = UsKeys.ENTER;

  private final Bench<CodeCommand, CodeNotice> bench =
      new Bench<>(new EvdevDriver(new EvdevConfig(SomeSettings.of())));

  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/code/evdev/evdev.vectors");
  }

  @BeforeEach
  void up() {
    bench.up();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenEventIsExplainedAndItsKeyMasked(Vector vector) {
    var explained = EvdevCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    assertThat(EvdevCodec.FRAMES.masked(vector.bytes()).at(18)).isNotEqualTo(A);
    assertThat(EvdevCodec.FRAMES.explain(EvdevCodec.FRAMES.masked(vector.bytes())).ok()).isTrue();
  }

  @Test
  void keysAndShiftAreACode() {
    bench.hear(typed(A, ENTER));
    bench.hear(key(SHIFT, 1).plus(typed(A, ONE)).plus(key(SHIFT, 0)).plus(typed(ONE, ENTER)));
    assertThat(bench.noticed()).containsExactly(new CodeScanned("a"), new CodeScanned("A!1"));
  }

  @Test
  void aKeyThatIsHeldIsOneCharacter() {
    bench.hear(key(A, 1).plus(key(A, 2)).plus(key(A, 2)).plus(key(A, 0)).plus(typed(ENTER)));
    assertThat(bench.noticed()).containsExactly(new CodeScanned("a"));
  }

  @Test
  void lostEventsSpoilTheCodeAndNotTheNext() {
    bench.hear(key(A, 1).plus(event(0, 3, 0)).plus(typed(ONE, ENTER)));
    assertThat(bench.noticed()).isEmpty();
    bench.hear(typed(ONE, ENTER));
    assertThat(bench.noticed()).containsExactly(new CodeScanned("1"));
    assertThat(bench.counted("lost")).isEqualTo(1);
  }

  @Test
  void aShiftWhoseEndWasLostDoesNotReachTheNextCode() {
    bench.hear(key(SHIFT, 1).plus(typed(A, ENTER))).pass(600);
    bench.hear(typed(A, ENTER));
    assertThat(bench.noticed()).containsExactly(new CodeScanned("A"), new CodeScanned("a"));
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(18);
    Bytes code = typed(A, ONE, ENTER);
    for (int i = 0; i < 5_000; i++) {
      Bytes noise = Chunks.spoiled(code, random);
      bench.hear(noise);
      EvdevCodec.FRAMES.explain(noise);
      assertThat(EvdevCodec.FRAMES.masked(noise).size()).isEqualTo(noise.size());
    }
    bench.pass(5_000).noticed();
    bench.hear(code);
    assertThat(bench.noticed()).containsExactly(new CodeScanned("a1"));
  }

  private static Bytes typed(int... keys) {
    var bytes = Bytes.EMPTY;
    for (int key : keys) bytes = bytes.plus(key(key, 1)).plus(key(key, 0));
    return bytes;
  }

  private static Bytes key(int code, int value) {
    return event(4, 4, 0x70004).plus(event(1, code, value)).plus(event(0, 0, 0));
  }

  private static Bytes event(int type, int code, int value) {
    return Bytes.copyOf(new byte[16])
        .plus(type, 0, code, 0, value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF, 0);
  }
}
