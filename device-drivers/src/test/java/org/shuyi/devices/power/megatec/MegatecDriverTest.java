package org.shuyi.devices.power.megatec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.power.PowerCommand;
import org.shuyi.devices.power.PowerNotice;
import org.shuyi.devices.power.PowerNotice.Changed;
import org.shuyi.devices.power.PowerNotice.Gauge;
import org.shuyi.devices.power.PowerNotice.Sensed;
import org.shuyi.devices.power.PowerNotice.Supply;

class MegatecDriverTest {
  private final Bench<PowerCommand, PowerNotice> bench = bench();

  private static Bench<PowerCommand, PowerNotice> bench(Object... settings) {
    return new Bench<>(new MegatecDriver(new MegatecConfig(SomeSettings.of(settings))));
  }

  @Test
  void voltsBelowTheRangesLowAreLowAlthoughTheDeviceDoesNotSaySo() {
    var ranged = bench("emptyMillivolts", 10_500, "fullMillivolts", 13_500);
    ranged.up();
    says(ranged, "13.5", "00001000");
    says(ranged, "13.5", "00001000");
    says(ranged, "11.9", "10001000");
    says(ranged, "11.9", "10001000");
    says(ranged, "11.2", "10001000");
    says(ranged, "11.2", "10001000");
    assertThat(ranged.noticed())
        .containsExactly(
            new Changed(Supply.MAINS),
            new Changed(Supply.BATTERY),
            new Changed(Supply.BATTERY_LOW));
    ranged.want(new PowerCommand.Sense());
    says(ranged, "12.0", "10001000");
    assertThat(ranged.noticed())
        .containsExactly(new Sensed(Supply.BATTERY_LOW, new Gauge(12_000, OptionalInt.of(50), 20)));
  }

  @Test
  void oneAnswerAloneIsNotBelieved() {
    bench.up();
    says(bench, "2.25", "00000000");
    says(bench, "2.25", "00000000");
    says(bench, "2.25", "10000000");
    says(bench, "2.25", "00000000");
    says(bench, "2.25", "00000000");
    assertThat(bench.noticed()).containsExactly(new Changed(Supply.MAINS));
  }

  @Test
  void aTestOfTheBatteryIsNoLossOfMains() {
    bench.up();
    says(bench, "2.25", "00000100");
    says(bench, "2.25", "00000100");
    assertThat(bench.noticed()).containsExactly(new Changed(Supply.MAINS));
    assertThat(bench.driver.health()).isInstanceOf(Health.Degraded.class);
  }

  @Test
  void whoAsksBeforeAnythingIsSeenHearsThatItIsUnknown() {
    bench.want(new PowerCommand.Sense());
    assertThat(bench.noticed())
        .containsExactly(new Sensed(Supply.UNKNOWN, new Gauge(0, OptionalInt.empty(), 0)));
  }

  private static void says(Bench<?, ?> bench, String volts, String bits) {
    assertThat(bench.nextWritten()).isEqualTo(MegatecCodec.ASK);
    bench.hear(
        MegatecCodecTest.line("(220.0 220.0 220.0 020 50.0 %s 25.0 %s".formatted(volts, bits)));
  }
}
