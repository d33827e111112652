package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
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
 * A whole station at night, in virtual time and judged by the world: light, ultraviolet light, and
 * those who come with a crowbar.
 */
class NightInTheTownTest {
  private static final Address CABINET = VirtualTown.address();

  /** Power that the board's supply still gives when the mains are cut behind it. */
  private static final int HOLD_UP_MILLIS = 500;

  /** From one look of the lock board for its contacts to the next, and its answer. */
  private static final int POLL_MILLIS = 400;

  private VirtualTown town = town(1, "2026-11-22T17:00:00Z");

  /** Shanghai is eight hours ahead. */
  private static VirtualTown town(long seed, String dawn) {
    var town =
        new VirtualTown(
            new VirtualTown.Plan(
                seed,
                Cabinet.usual(Cabinet.Board.KERONG).with(Extra.AIR),
                10_000,
                CourierSettings.desk(),
                Instant.parse(dawn)),
            Rules.usual(new TreeMap<>()),
            Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)),
            "command-");
    town.station().powerOn();
    return town;
  }

  private World world() {
    return town.world();
  }

  @Test
  void theLightsAreDimOutsideTheirHoursAndWakeWithinASecond() {
    after(600);
    assertThat(world().runs("lights")).as("one o'clock").isFalse();
    assertThat(town.station().screen().orElseThrow().dim()).isTrue();
    town.station().touch(new Intent.Stay());
    millis(900);
    assertThat(world().runs("lights")).isTrue();
    assertThat(town.station().screen().orElseThrow().dim()).isFalse();
    after(299);
    assertThat(world().runs("lights")).isTrue();
    after(10);
    assertThat(world().runs("lights")).as("after five minutes of nothing").isFalse();
    world().scanCode("wang");
    millis(900);
    assertThat(world().runs("lights")).isTrue();
    after(3_600);
    assertThat(world().runs("lights")).isFalse();
    world().openWithKey(3);
    millis(900);
    assertThat(world().runs("lights")).isTrue();
  }

  @Test
  void theLightsAreBrightInTheirHours() {
    after(6 * 3_600 - 60);
    assertThat(world().runs("lights")).isFalse();
    after(120);
    assertThat(world().runs("lights")).as("from seven").isTrue();
    after(14 * 3_600);
    assertThat(world().runs("lights")).isTrue();
    after(3_600);
    assertThat(world().runs("lights")).as("until ten").isFalse();
  }

  @Test
  void theUltravioletLampBurnsOnceInItsHoursAfterACountdownAndItsHoursAreCounted() {
    after(3_602);
    assertThat(world().runs("uv")).isFalse();
    assertThat(status().fittings().get("uv")).startsWith("about to burn");
    after(15);
    assertThat(world().runs("uv")).isTrue();
    after(15 * 60);
    assertThat(world().runs("uv")).isFalse();
    after(3 * 3_600);
    assertThat(records("uv-began")).hasSize(1);
    assertThat(records("uv-ended")).hasSize(1);
    assertThat(status().fittings()).containsEntry("uv", "dark, 0.2 h in all");
    town.station().powerCut();
    town.station().powerOn();
    after(60);
    assertThat(status().fittings()).containsEntry("uv", "dark, 0.2 h in all");
  }

  @Test
  void aDoorOpenedInTheCountdownOrTheExposurePutsItOutWithinThePollAndTwoHundredMillis() {
    after(3_607);
    world().openWithKey(1);
    after(60);
    assertThat(world().runs("uv")).as("in the countdown").isFalse();
    world().closeDoor(1);
    after(900);
    assertThat(world().runs("uv")).isTrue();
    world().openWithKey(2);
    millis(POLL_MILLIS + 200);
    assertThat(world().runs("uv")).as("in the exposure").isFalse();
    world().closeDoor(2);
    after(900);
    assertThat(world().runs("uv")).isTrue();
    world().scanCode("wang");
    millis(200);
    assertThat(world().runs("uv")).as("somebody is here").isFalse();
  }

  @Test
  void aLockBoardThatIsPulledPutsItOut() {
    after(3_660);
    assertThat(world().runs("uv")).isTrue();
    world().unplug("locks");
    millis(200);
    assertThat(world().runs("uv")).isFalse();
  }

  /** Doors, people, plugs, panels, fires and power cuts of one night, in any order. */
  @Test
  void inAnyNightItNeverBurnsLongerThanANoticeTakesWithADoorOpen() {
    int burnt = 0;
    for (int seed = 1; seed <= 6; seed++) {
      var random = new Random(seed);
      town = town(seed, "2026-11-22T17:50:00Z");
      after(630);
      long opened = Long.MAX_VALUE;
      for (int i = 0; i < 1_500; i++) {
        if (random.nextInt(60) == 0) something(random);
        millis(100 + random.nextInt(random.nextInt(20) == 0 ? 60_000 : 1_000));
        boolean shut = world().closed(1) && world().closed(2);
        long now = town.time().now();
        if (shut) opened = Long.MAX_VALUE;
        else opened = Math.min(opened, now);
        boolean burns = world().runs("uv");
        if (burns) burnt++;
        // The first look after the opening may be up to a poll later than the opening.
        assertThat(burns && !shut && now - opened > POLL_MILLIS)
            .as("seed %d, step %d at %d", seed, i, now)
            .isFalse();
      }
    }
    assertThat(burnt).as("and it does burn").isGreaterThan(100);
  }

  private void something(Random random) {
    int door = 1 + random.nextInt(2);
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        if (world().closed(door)) world().openWithKey(door);
        else world().closeDoor(door);
      }
      case 3 -> {
        if (!world().unplug("locks").done()) world().plugIn("locks");
      }
      case 4 -> {
        if (world().panelOpen()) world().panel(false);
        else if (random.nextInt(3) == 0) world().panel(true);
      }
      case 5 -> {
        town.station().powerCut();
        assertThat(world().runs("uv")).as("without a program").isFalse();
        town.station().powerOn();
      }
      case 6 -> world().scanCode("wang");
      default -> {
        world().closeDoor(1);
        world().closeDoor(2);
        world().plugIn("locks");
        world().panel(false);
        world().contact("tilt", random.nextInt(6) == 0);
      }
    }
  }

  @Test
  void anAlarmIsInTheJournalBeforeThePowerThatIsCutWithItIsGone() {
    after(60);
    for (String contact : List.of("tilt", "vibration", "service-door")) {
      world().contact(contact, true);
      millis(HOLD_UP_MILLIS);
      town.station().powerCut();
      assertThat(records("alarm-began")).contains("guard=" + contact + " attendant=\"\"");
      town.station().powerOn();
      after(60);
      assertThat(town.centre().alarms(CABINET)).containsKey(contact);
      world().contact(contact, false);
      after(120);
      assertThat(town.centre().alarms(CABINET)).doesNotContainKey(contact);
    }
    world().panel(true);
    millis(HOLD_UP_MILLIS);
    town.station().powerCut();
    assertThat(records("tamper-began")).hasSize(1);
  }

  @Test
  void anAnnouncedVisitOfStaffRaisesNoAlarm() {
    after(60);
    town.station().tell(new ServiceEvent.ServiceBegan("lin", "new antenna", 30));
    after(1);
    for (String contact : List.of("tilt", "vibration", "service-door")) {
      world().contact(contact, true);
      after(5);
      world().contact(contact, false);
      after(90);
    }
    world().panel(true);
    after(5);
    world().panel(false);
    after(5);
    town.station().tell(new ServiceEvent.ServiceEnded("lin"));
    after(60);
    assertThat(town.centre().alarms(CABINET)).isEmpty();
    assertThat(records("alarm-began")).allMatch(text -> text.endsWith("attendant=lin")).hasSize(3);
  }

  @Test
  void theWayOutIsFreedByTheHousesWiringAlsoWhileTheProgramIsDead() {
    after(60);
    assertThat(town.porch().door().givesWay()).isFalse();
    town.station().powerCut();
    world().fire(true);
    millis(1_000);
    assertThat(town.porch().door().givesWay()).isTrue();
    town.station().powerOn();
    after(20);
    assertThat(town.porch().door().givesWay()).isTrue();
    assertThat(records("fire-began")).hasSize(1);
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("emergency");
    town.station().tell(new ServiceEvent.EmergencyEnded("lin", "too early"));
    after(5);
    assertThat(town.porch().door().givesWay()).as("nobody here holds it shut").isTrue();
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("emergency");
    world().fire(false);
    after(5);
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("emergency");
    town.station().tell(new ServiceEvent.EmergencyEnded("lin", "burnt toast"));
    after(60);
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("attract");
  }

  private List<String> records(String kind) {
    return town.journal().tail(500).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private Status status() {
    return town.station().kiosk().said().status().orElseThrow();
  }

  private void after(int seconds) {
    millis(seconds * 1_000);
  }

  private void millis(int millis) {
    town.time().run(town.time().now() + millis);
  }
}
