package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.power.PowerCommand;
import org.shuyi.devices.power.PowerNotice;
import org.shuyi.devices.power.PowerNotice.Changed;
import org.shuyi.devices.power.PowerNotice.Sensed;
import org.shuyi.devices.power.PowerNotice.Supply;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Supplied;

/** What every driver of an uninterruptible supply promises. */
abstract class PowerContract extends PortContract<PowerCommand, PowerNotice> {
  private static final Changed MAINS = new Changed(Supply.MAINS);
  private static final Changed BATTERY = new Changed(Supply.BATTERY);
  private static final Changed LOW = new Changed(Supply.BATTERY_LOW);
  private static final Changed UNKNOWN = new Changed(Supply.UNKNOWN);

  /** A UPS that is fed by this. */
  abstract Peer peer(Supplied supplied, long seed);

  private final class Cellar {
    final Supplied supplied = new Supplied();
    final Rig<PowerCommand, PowerNotice> rig;

    Cellar(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(supplied, seed), 0);
    }

    Cellar begin() {
      rig.begin();
      return this;
    }

    void mains(boolean there, long millis) {
      supplied.mains(there);
      rig.run(millis);
    }
  }

  private Cellar cellar() {
    return new Cellar(1).begin();
  }

  @Override
  final Rig<PowerCommand, PowerNotice> rig(long seed) {
    return new Cellar(seed).rig;
  }

  @Override
  final void work(Rig<PowerCommand, PowerNotice> rig) {
    rig.want(new PowerCommand.Sense());
  }

  @Test
  void aLossOfMainsIsToldWithinOneAndAHalfSeconds() {
    for (int wait = 0; wait < 1_500; wait += 90) {
      var cellar = cellar();
      cellar.rig.run(wait);
      cellar.mains(false, 1_500);
      assertThat(cellar.rig.told(Changed.class)).containsExactly(MAINS, BATTERY);
    }
  }

  @Test
  void mainsThatFlapEverySecondForAMinuteAreOneLossAndOneReturn() {
    for (int period : List.of(500, 1_000, 1_500, 2_000)) {
      var cellar = cellar();
      for (int millis = 0; millis < 60_000; millis += 2 * period) {
        cellar.mains(false, period);
        cellar.mains(true, period);
      }
      cellar.rig.run(120_000);
      assertThat(cellar.rig.told(Changed.class))
          .as("every %d ms", period)
          .isIn(List.of(MAINS, BATTERY, MAINS), List.of(MAINS));
      if (period >= 1_000) assertThat(cellar.rig.told(Changed.class)).hasSize(3);
    }
  }

  @Test
  void aLowBatteryIsToldOnceAndStaysLowUntilMainsAreBack() {
    var cellar = cellar();
    cellar.mains(false, 5_000);
    for (int percent : List.of(15, 25, 10, 22, 5)) {
      cellar.supplied.battery(percent);
      cellar.rig.run(5_000);
    }
    cellar.mains(true, 90_000);
    assertThat(cellar.rig.told(Changed.class)).containsExactly(MAINS, BATTERY, LOW, MAINS);
  }

  @Test
  void silenceIsUnknownAndNeverMains() {
    var cellar = cellar();
    cellar.rig.faults().add(new Fault.Deaf());
    cellar.rig.run(5_000);
    assertThat(cellar.rig.told(Changed.class)).containsExactly(MAINS, UNKNOWN);
    cellar.rig.want(new PowerCommand.Sense());
    cellar.rig.run(1_000);
    assertThat(cellar.rig.told(Sensed.class))
        .extracting(Sensed::supply)
        .containsExactly(Supply.UNKNOWN);
    cellar.mains(false, 5_000);
    cellar.rig.faults().heal();
    cellar.rig.run(5_000);
    assertThat(cellar.rig.told(Changed.class)).containsExactly(MAINS, UNKNOWN, BATTERY);
  }

  @Test
  void everySenseIsAnsweredOnceWithinThreeSecondsWhateverHappens() {
    for (int seed = 1; seed <= 30; seed++) {
      var cellar = new Cellar(seed).begin();
      var random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        cellar.rig.forget();
        cellar.rig.want(new PowerCommand.Sense());
        switch (random.nextInt(4)) {
          case 0 -> cellar.rig.line.unplug();
          case 1 -> cellar.rig.faults().add(new Fault.Mute(Fault.FOR_EVER));
          default -> {}
        }
        cellar.rig.run(3_000);
        assertThat(cellar.rig.told(Sensed.class)).as("seed %d", seed).hasSize(1);
        cellar.rig.faults().heal();
        cellar.rig.line.plugIn();
        cellar.rig.run(6_000);
        assertThat(cellar.rig.ready()).isTrue();
      }
    }
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    for (Pieces manner :
        List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(7), Pieces.byChance(4))) {
      var cellar = cellar();
      cellar.rig.inPieces(manner);
      cellar.mains(false, 3_000);
      cellar.mains(true, 60_000);
      assertThat(cellar.rig.told(Changed.class)).containsExactly(MAINS, BATTERY, MAINS);
    }
  }

  @Test
  void noNoiseMakesALossOfMains() {
    for (int seed = 1; seed <= 30; seed++) {
      var cellar = new Cellar(seed).begin();
      cellar.rig.faults().add(new Fault.Noise(3, 3, 3));
      cellar.rig.run(300_000);
      assertThat(cellar.rig.told(Changed.class)).doesNotContain(BATTERY, LOW);
    }
  }
}
