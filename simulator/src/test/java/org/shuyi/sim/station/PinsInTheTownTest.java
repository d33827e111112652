package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.Address;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.World;

/**
 * Lamps and the tamper switch in a whole station in virtual time: from the kernel to the pin and
 * the world, and from the world to the centre's alarm.
 */
class PinsInTheTownTest {
  private static final Address CABINET = VirtualTown.address();

  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)),
          "command-");

  private final World world = town.world();
  private final VirtualStation station = town.station();

  @BeforeEach
  void open() {
    station.powerOn();
    after(20);
  }

  @Test
  void theLampIsLitWhileTheDoorMayBeOpenedOrIsOpenAndDarkAfterwards() {
    assertThat(status().devices()).containsEntry("pins", "ready");
    assertThat(world.lit(1)).isFalse();
    world.scanCode("wang");
    after(2);
    assertThat(world.lit(1)).as("a menu offers no door yet").isFalse();
    station.touch(new Intent.OpenDoor(new DoorId("1")));
    after(1);
    assertThat(world.released(1)).isTrue();
    assertThat(world.lit(1)).isTrue();
    assertThat(world.openDoor(1).done()).isTrue();
    after(30);
    assertThat(world.lit(1)).isTrue();
    world.closeDoor(1);
    after(2);
    assertThat(world.lit(1)).isFalse();
  }

  @Test
  void aPowerCutDarkensTheLampAndTheNextLifeLightsItWhereTheDoorStandsOpen() {
    world.scanCode("wang");
    after(2);
    station.touch(new Intent.OpenDoor(new DoorId("1")));
    after(1);
    world.openDoor(1);
    after(1);
    station.powerCut();
    assertThat(world.lit(1)).isFalse();
    after(5);
    station.powerOn();
    after(20);
    assertThat(world.lit(1)).isTrue();
    world.closeDoor(1);
    after(20);
    assertThat(world.lit(1)).isFalse();
  }

  @Test
  void anOpenedPanelIsARecordAndAnAlarmAtTheCentreUntilItIsShut() {
    world.panel(true);
    after(5);
    assertThat(status().serving()).isEqualTo("degraded");
    assertThat(status().reason()).isEqualTo("the service panel is open");
    assertThat(town.centre().alarms(CABINET)).containsKey("tamper");
    assertThat(records("tamper-began")).hasSize(1);
    station.powerCut();
    station.powerOn();
    after(20);
    assertThat(records("tamper-began")).hasSize(1);
    world.panel(false);
    after(5);
    assertThat(status().reason()).isEmpty();
    assertThat(town.centre().alarms(CABINET)).isEmpty();
    assertThat(records("tamper-ended")).hasSize(1);
  }

  @Test
  void aPersonInServiceModeOpensItWithoutAnAlarm() {
    station.tell(new ServiceEvent.ServiceBegan("lin", "new antenna", 30));
    after(1);
    world.panel(true);
    after(5);
    assertThat(town.centre().alarms(CABINET)).isEmpty();
    assertThat(records("tamper-began")).containsExactly("attendant=lin");
    station.tell(new ServiceEvent.ServiceEnded("lin"));
    after(5);
    assertThat(town.centre().alarms(CABINET)).containsKey("tamper");
  }

  /** What the journal says of this kind. */
  private List<String> records(String kind) {
    return town.journal().tail(200).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private Status status() {
    return station.kiosk().said().status().orElseThrow();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
