package org.shuyi.devices.lock.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.modbus.Framing;

class RelayCodecTest {
  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/lock/modbus/relay.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = RelayCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void aTimedPullIsThatOfTheMakersExamples() {
    assertThat(pull(1, "pulse", Duration.ofMillis(700)))
        .isEqualTo(Bytes.parse("01 05 02 00 00 07 8D B0"));
    assertThat(pull(2, "pulse", Duration.ofMillis(800)))
        .isEqualTo(Bytes.parse("01 05 02 01 00 08 9C 74"));
  }

  @Test
  void aTimeBetweenTwoStepsIsRoundedUpAndSaidSo() {
    var config = config("pulse", Duration.ofMillis(650));
    assertThat(config.common().pulse()).isEqualTo(Duration.ofMillis(700));
    assertThat(pull(1, "pulse", Duration.ofMillis(650)))
        .isEqualTo(Bytes.parse("01 05 02 00 00 07 8D B0"));
  }

  @Test
  void aBoardWithItsOwnPulseIsSwitchedOn() {
    assertThat(pull(1, "pulsedBy", "board")).isEqualTo(Bytes.parse("01 05 00 00 FF 00 8C 3A"));
    assertThat(config("pulsedBy", "board", "pulse", Duration.ofMillis(650)).common().pulse())
        .isEqualTo(Duration.ofMillis(650));
  }

  @Test
  void theStatesAreOneQuestion() {
    assertThat(Framing.RTU.frame(0, 1, RelayCodec.states(config())))
        .isEqualTo(Bytes.parse("01 02 00 00 00 08 79 CC"));
  }

  private static Bytes pull(int channel, Object... settings) {
    return Framing.RTU.frame(0, 1, RelayCodec.pull(config(settings), channel));
  }

  private static RelayConfig config(Object... settings) {
    return new RelayConfig(SomeSettings.of(settings));
  }
}
