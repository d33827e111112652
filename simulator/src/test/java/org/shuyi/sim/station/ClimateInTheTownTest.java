package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.World;

/** Fan and heater of a whole station in virtual time, from the sensor's file to the relay. */
class ClimateInTheTownTest {
  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.AIR),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none(),
          "command-");

  private final World world = town.world();

  @BeforeEach
  void open() {
    town.station().powerOn();
    after(400);
  }

  @Test
  void theFanFollowsWarmthAndDampWithHysteresis() {
    assertThat(status().fittings())
        .containsEntry("air", "20.0 degrees, 40 % humidity")
        .containsEntry("fan", "off")
        .containsEntry("heater", "off");
    becomes(35);
    assertThat(world.runs("fan")).isFalse();
    becomes(37);
    assertThat(world.runs("fan")).isTrue();
    becomes(31);
    assertThat(world.runs("fan")).isTrue();
    becomes(29);
    assertThat(world.runs("fan")).isFalse();
    town.air().dampens(85_000);
    after(120);
    assertThat(world.runs("fan")).isTrue();
    assertThat(status().fittings()).containsEntry("air", "29.0 degrees, 85 % humidity");
    town.air().dampens(65_000);
    after(120);
    assertThat(world.runs("fan")).isFalse();
    assertThat(records("switched")).isEqualTo(4);
  }

  @Test
  void theHeaterFollowsTheColdAndAPowerCutEndsItUntilTheSensorHasSpoken() {
    becomes(1);
    assertThat(world.runs("heater")).isTrue();
    becomes(7);
    assertThat(world.runs("heater")).isTrue();
    town.station().powerCut();
    assertThat(world.runs("heater")).isFalse();
    becomes(1);
    town.station().powerOn();
    after(400);
    assertThat(world.runs("heater")).isTrue();
    becomes(9);
    assertThat(world.runs("heater")).isFalse();
  }

  @Test
  void aSensorThatIsPulledIsAFaultAndNoHeaterRunsBlind() {
    becomes(1);
    assertThat(world.runs("heater")).isTrue();
    world.unplug("air");
    after(30);
    assertThat(world.runs("heater")).isFalse();
    assertThat(world.runs("fan")).isTrue();
    assertThat(status().serving()).isEqualTo("degraded");
    assertThat(status().reason()).isEqualTo("air is lost");
    assertThat(status().fittings().get("air")).startsWith("unknown");
    world.plugIn("air");
    after(400);
    assertThat(world.runs("heater")).isTrue();
    assertThat(world.runs("fan")).isFalse();
    assertThat(status().serving()).isEqualTo("in-service");
  }

  @Test
  void aValueThatStandsStillIsAFaultAndNoHeaterRunsByIt() {
    becomes(1);
    after(5 * 3_600);
    assertThat(status().reason()).isEmpty();
    after(2 * 3_600);
    assertThat(status().reason()).isEqualTo("air is degraded");
    assertThat(status().fittings()).containsEntry("air", "unknown: the value stands still");
    assertThat(world.runs("heater")).isFalse();
    assertThat(world.runs("fan")).isTrue();
  }

  @Test
  void aSensorThatIsSilentOrStammersIsNeverZeroDegrees() {
    town.touch("air", peer -> peer.faults().add(new Fault.Mute(Fault.FOR_EVER)));
    after(60);
    assertThat(status().fittings().get("air")).startsWith("unknown");
    assertThat(world.runs("heater")).isFalse();
    town.touch("air", peer -> peer.faults().heal());
    after(60);
    assertThat(status().fittings()).containsEntry("air", "20.0 degrees, 40 % humidity");
  }

  @Test
  void aFireEndsBoth() {
    becomes(1);
    assertThat(world.runs("heater")).isTrue();
    world.fire(true);
    after(1);
    assertThat(world.runs("heater")).isFalse();
    town.air().becomes(40 * 16);
    after(600);
    assertThat(world.runs("fan")).isFalse();
  }

  /** Long enough for every shortest time. */
  private void becomes(int degrees) {
    town.air().becomes(degrees * 16);
    after(400);
  }

  private long records(String kind) {
    return town.journal().tail(200).stream().map(TailLine::kind).filter(kind::equals).count();
  }

  private Status status() {
    return town.station().kiosk().said().status().orElseThrow();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
