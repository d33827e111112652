package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.climate.ClimateCommand;
import org.shuyi.devices.climate.ClimateNotice;
import org.shuyi.devices.climate.ClimateNotice.Changed;
import org.shuyi.devices.climate.ClimateNotice.Climate;
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;
import org.shuyi.devices.climate.ClimateNotice.Climate.Unknown;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Air;

/** What every driver of a sensor of the air promises. */
abstract class ClimateContract extends PortContract<ClimateCommand, ClimateNotice> {
  private static final int WARM = 21 * 16 + 14;
  private static final int MOST_HOURS = 49;

  /** A sensor in this air. */
  abstract Peer peer(Air air, long seed);

  /** What it says of air of so many thousandths of a degree; to be told where it is more. */
  Measured measured(int milliCelsius) {
    return new Measured(milliCelsius);
  }

  final class Cabinet {
    final Air air = new Air(WARM);
    final Rig<ClimateCommand, ClimateNotice> rig;

    Cabinet(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(air, seed), 0);
    }

    Cabinet begin() {
      rig.begin();
      return this;
    }

    void becomes(int sixteenths) {
      air.becomes(sixteenths);
      rig.run(15_000);
    }

    List<Climate> told() {
      return rig.told(Changed.class).stream().map(Changed::climate).toList();
    }
  }

  final Cabinet cabinet() {
    return new Cabinet(1).begin();
  }

  @Override
  final Rig<ClimateCommand, ClimateNotice> rig(long seed) {
    return new Cabinet(seed).rig;
  }

  @Override
  final void work(Rig<ClimateCommand, ClimateNotice> rig) {
    rig.want(new ClimateCommand.Sense());
  }

  @Test
  void aChangeOfADegreeIsToldWithinFifteenSecondsAlsoBelowZero() {
    var cabinet = cabinet();
    cabinet.becomes(25 * 16);
    cabinet.becomes(0);
    cabinet.becomes(-10 * 16 - 2);
    assertThat(cabinet.told())
        .containsExactly(measured(21_875), measured(25_000), measured(0), measured(-10_125));
  }

  @Test
  void whatTheSensorShowsBeforeItHasMeasuredIsNotTold() {
    var cabinet = cabinet();
    cabinet.rig.line.unplug();
    cabinet.rig.run(1_000);
    cabinet.rig.line.plugIn();
    cabinet.rig.run(10_000);
    assertThat(cabinet.told()).doesNotContain(measured(85_000));
    assertThat(cabinet.rig.ready()).isTrue();
  }

  @Test
  void aMissingSensorIsUnknownAndNotZeroDegrees() {
    for (Fault missing : List.of(new Fault.Deaf(), new Fault.Mute(Fault.FOR_EVER))) {
      var cabinet = cabinet();
      cabinet.rig.faults().add(missing);
      cabinet.rig.run(60_000);
      assertThat(cabinet.told()).hasSize(2).element(1).isInstanceOf(Unknown.class);
      assertThat(cabinet.rig.lost()).isTrue();
      cabinet.rig.faults().heal();
      cabinet.rig.run(30_000);
      assertThat(cabinet.told()).endsWith(measured(21_875));
    }
  }

  @Test
  void aValueThatStandsStillIsAFault() {
    var cabinet = cabinet();
    for (int hour = 0; hour < MOST_HOURS; hour++) cabinet.rig.run(3_600_000);
    assertThat(cabinet.told()).hasSize(2).element(1).isInstanceOf(Unknown.class);
    cabinet.becomes(WARM + 1);
    assertThat(cabinet.told()).endsWith(measured(21_937));
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    for (Pieces manner :
        List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(40), Pieces.byChance(2))) {
      var cabinet = cabinet();
      cabinet.rig.inPieces(manner);
      cabinet.becomes(25 * 16);
      assertThat(cabinet.told()).containsExactly(measured(21_875), measured(25_000));
    }
  }

  @Test
  void noNoiseMakesAnotherTemperature() {
    for (int seed = 1; seed <= 30; seed++) {
      var cabinet = new Cabinet(seed).begin();
      cabinet.rig.faults().add(new Fault.Noise(10, 10, 10));
      cabinet.rig.run(600_000);
      assertThat(cabinet.told())
          .allMatch(climate -> climate instanceof Unknown || climate.equals(measured(21_875)));
    }
  }
}
