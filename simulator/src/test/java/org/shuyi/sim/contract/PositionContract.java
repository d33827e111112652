package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.position.PositionCommand;
import org.shuyi.devices.position.PositionNotice;
import org.shuyi.devices.position.PositionNotice.Changed;
import org.shuyi.devices.position.PositionNotice.Position;
import org.shuyi.devices.position.PositionNotice.Position.Heard;
import org.shuyi.devices.position.PositionNotice.Position.Unknown;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Whereabouts;

/** What every driver of a receiver of position promises. */
abstract class PositionContract extends PortContract<PositionCommand, PositionNotice> {
  private static final int NORTH = 31_230_416;
  private static final int EAST = 121_473_701;

  /** Some 1.1 km further north. */
  private static final int FURTHER = NORTH + 10_000;

  /** Sentences have so many digits. */
  private static final int EXACTLY = 2;

  abstract Peer peer(Whereabouts place, long seed);

  private final class Bus {
    final Whereabouts place = new Whereabouts(NORTH, EAST);
    final Rig<PositionCommand, PositionNotice> rig;

    Bus(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(place, seed), 0);
    }

    Bus begin() {
      rig.begin();
      rig.run(10_000);
      return this;
    }

    List<Position> told() {
      return rig.told(Changed.class).stream().map(Changed::position).toList();
    }
  }

  @Override
  final Rig<PositionCommand, PositionNotice> rig(long seed) {
    return new Bus(seed).rig;
  }

  @Override
  final void work(Rig<PositionCommand, PositionNotice> rig) {
    rig.want(new PositionCommand.Sense());
  }

  private static boolean isAt(Position told, int north) {
    return told instanceof Heard heard
        && Math.abs(heard.latitude() - north) <= EXACTLY
        && Math.abs(heard.longitude() - EAST) <= EXACTLY;
  }

  @Test
  void whereItIsIsToldWithinFiveSecondsAlsoWhereItDroveTo() {
    var bus = new Bus(1).begin();
    assertThat(bus.told()).isNotEmpty().allMatch(told -> isAt(told, NORTH));
    bus.rig.forget();
    bus.place.drive(FURTHER, EAST);
    bus.rig.run(5_000);
    assertThat(bus.told()).isNotEmpty().allMatch(told -> isAt(told, FURTHER));
    bus.rig.forget();
    bus.place.drive(-FURTHER, -EAST);
    bus.rig.run(5_000);
    assertThat(bus.told())
        .last()
        .satisfies(
            told -> {
              assertThat(((Heard) told).latitude()).isBetween(-FURTHER - 2, -FURTHER + 2);
              assertThat(((Heard) told).longitude()).isBetween(-EAST - 2, -EAST + 2);
            });
  }

  @Test
  void aPositionThatStaysIsConfirmedWithinAMinute() {
    var bus = new Bus(1).begin();
    bus.rig.forget();
    for (int minute = 0; minute < 5; minute++) {
      bus.rig.run(60_000);
      assertThat(bus.told()).isNotEmpty().allMatch(told -> isAt(told, NORTH));
      bus.rig.forget();
    }
  }

  @Test
  void withoutTheSkyThereIsNoReceptionWithinFifteenSecondsAndTheReceiverIsReady() {
    var bus = new Bus(1).begin();
    bus.place.sky(false);
    bus.rig.run(15_000);
    assertThat(bus.told()).last().isInstanceOf(Unknown.class);
    assertThat(bus.rig.ready()).isTrue();
    bus.place.sky(true);
    bus.rig.run(5_000);
    assertThat(bus.told()).last().matches(told -> isAt(told, NORTH));
  }

  @Test
  void aReceiverThatNobodyHearsHasNoPosition() {
    for (Fault silent : List.of(new Fault.Deaf(), new Fault.Mute(Fault.FOR_EVER))) {
      var bus = new Bus(1).begin();
      bus.rig.faults().add(silent);
      bus.rig.run(5_000);
      assertThat(bus.rig.lost()).isTrue();
      assertThat(bus.told()).last().isInstanceOf(Unknown.class);
    }
  }

  @Test
  void sentencesInAnyPiecesDoubledAreUnderstood() {
    for (Pieces manner :
        List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(40), Pieces.byChance(2))) {
      var bus = new Bus(1).begin();
      bus.rig.inPieces(manner);
      bus.rig.forget();
      bus.place.drive(FURTHER, EAST);
      bus.rig.run(6_000);
      assertThat(bus.told()).last().matches(told -> isAt(told, FURTHER));
    }
  }

  @Test
  void noNoiseMakesAnotherPosition() {
    int heard = 0;
    for (int seed = 1; seed <= 30; seed++) {
      var bus = new Bus(seed).begin();
      bus.rig.faults().add(new Fault.Noise(10, 10, 10));
      bus.rig.run(600_000);
      assertThat(bus.told())
          .as("seed %d", seed)
          .allMatch(told -> told instanceof Unknown || isNearby(told));
      heard += bus.told().size();
    }
    assertThat(heard).isGreaterThan(100);
  }

  /** Within a step of the truth: a digit in the last places is easily lost. */
  private static boolean isNearby(Position told) {
    return told instanceof Heard heard
        && Math.abs(heard.latitude() - NORTH) < 400
        && Math.abs(heard.longitude() - EAST) < 400;
  }
}
