package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Settings;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.device.Fault;

/**
 * What a driver of any port promises.
 *
 * @param <C> the port's commands
 * @param <N> the port's notices
 */
@ExtendWith(Promises.class)
abstract class PortContract<C, N> {
  static final long LOST_WITHIN = 3_000;
  static final long READY_WITHIN = 5_000;

  /** The kind in the wiring table. */
  abstract String kind();

  /** Its name in the table of promises; other than the kind where a maker's boards differ. */
  String name() {
    return kind();
  }

  /** What the driver says that its device can do, of what not every one can. */
  Set<String> abilities() {
    return Set.of();
  }

  /** A driver as the wiring table makes it. */
  @SuppressWarnings("unchecked") // The port's contract and the kind's row agree on C and N.
  Driver<C, N> driver(Settings settings) {
    var row = Objects.requireNonNull(Wiring.deviceKinds().get(kind()), () -> "no kind " + kind());
    return (Driver<C, N>) row.driver(settings);
  }

  /** A healthy device and its driver, not begun. */
  abstract Rig<C, N> rig(long seed);

  /** Gives device and driver something to do that takes some 100 ms at least. */
  abstract void work(Rig<C, N> rig);

  @Test
  void aDeviceThatAnswersIsReady() {
    assertThat(rig(1).begin().health()).isEqualTo(new Health.Ready());
  }

  @Test
  void unpluggedItIsLostWithinThreeSecondsAndReadyWithinFiveOfItsReturn() {
    for (int at = 0; at < 1_500; at += 37) {
      var rig = rig(at).begin();
      work(rig);
      rig.run(at);
      rig.line.unplug();
      rig.run(LOST_WITHIN);
      assertThat(rig.lost()).as("lost, unplugged after %d ms", at).isTrue();
      rig.run(60_000);
      rig.line.plugIn();
      rig.run(READY_WITHIN);
      assertThat(rig.health()).as("ready after %d ms", at).isEqualTo(new Health.Ready());
    }
  }

  @Test
  void aThousandUnplugsInTheMiddleOfWorkLeaveNoGrowth() {
    var rig = rig(7).begin();
    long light = 0;
    int waiting = 0;
    for (int i = 1; i <= 1_000; i++) {
      work(rig);
      rig.run(i % 211);
      rig.line.unplug();
      rig.run(i % 53);
      rig.line.plugIn();
      rig.run(2_000);
      rig.forget();
      if (i == 20) {
        light = Weight.of(rig.driver());
        waiting = rig.time.waiting();
      }
    }
    rig.run(10_000);
    assertThat(Weight.of(rig.driver())).isLessThan(light + 64);
    assertThat(rig.time.waiting()).isLessThan(waiting + 16);
    assertThat(rig.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(story(seed)).isEqualTo(story(seed)).hasSizeGreaterThan(2);
    }
  }

  private List<String> story(long seed) {
    var rig = rig(seed).inPieces(Pieces.byChance(seed)).begin();
    rig.faults().add(new Fault.Noise(10, 10, 10));
    for (int i = 0; i < 5; i++) {
      work(rig);
      rig.run(700);
      rig.line.unplug();
      rig.run(100);
      rig.line.plugIn();
      rig.run(2_000);
    }
    return rig.trace();
  }
}
