package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.World;

/**
 * A whole station over a disk that fails, in virtual time: faults 47, 51, 52 and 53, as a patron,
 * the centre and the next life see them.
 */
class DiskInTheTownTest {
  private static final DoorId ONE = new DoorId("1");

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
  void fault47OnAFullDiskNobodyIsServedTheCentreHearsOfItAndItComesBackByItself() {
    long acknowledged = town.journal().lastSeq();
    world.scanCode("wang");
    after(2);
    town.disk().refuses("no space left on the device");
    station.touch(new Intent.OpenDoor(ONE));
    after(1);
    assertThat(screen()).isEqualTo("out-of-service");
    assertThat(said("devices")).contains("lost: the journal failed: no space left on the device");
    station.touch(new Intent.OpenDoor(ONE));
    after(60);
    assertThat(world.released(1)).isFalse();
    assertThat(station.lives()).isEqualTo(1);
    town.disk().heals();
    after(30);
    assertThat(station.lives()).isEqualTo(2);
    assertThat(screen()).isEqualTo("attract");
    assertThat(town.journal().lastSeq()).isGreaterThan(acknowledged);
    assertThat(town.centre().alarms(VirtualTown.address())).isEmpty();
  }

  @Test
  void fault47AProgramThatCannotBeginItsJournalShowsThatAndTriesAgain() {
    town.disk().refuses("no space left on the device");
    station.powerCut();
    station.powerOn();
    after(20);
    assertThat(station.isUp()).isFalse();
    assertThat(screen()).isEqualTo("out-of-service");
    town.disk().heals();
    after(20);
    assertThat(screen()).isEqualTo("attract");
  }

  @Test
  void fault51WhatAFailedFlushKeptIsFoundByTheNextLife() {
    long before = town.journal().lastSeq();
    world.scanCode("wang");
    after(2);
    town.disk().failsOnce(true);
    station.touch(new Intent.OpenDoor(ONE));
    after(1);
    assertThat(screen()).isEqualTo("out-of-service");
    after(30);
    assertThat(world.released(1)).as("kept, and never said").isFalse();
    assertThat(town.journal().tail(200))
        .filteredOn(line -> line.seq() > before)
        .extracting(TailLine::kind)
        .containsSubsequence("visit-began", "unlock-meant", "started");
  }

  @Test
  void fault52NoBoltMovesHalfAMinuteLaterAndThePatronIsTold() {
    world.scanCode("wang");
    after(2);
    town.disk().takes(30_000);
    station.touch(new Intent.OpenDoor(ONE));
    after(2);
    assertThat(screen()).isEqualTo("choose-door");
    after(2);
    assertThat(screen()).isEqualTo("out-of-service");
    after(27);
    assertThat(world.released(1)).isFalse();
    assertThat(said("devices")).contains("degraded: the disk took 30 s for a flush");
    after(10);
    assertThat(world.released(1)).as("decided too long ago").isFalse();
    station.touch(new Intent.OpenDoor(ONE));
    after(1);
    assertThat(world.released(1)).isTrue();
  }

  @Test
  void fault53ACardThatForgetsIsFoundOutByWhatTheCentreHas() {
    String epoch = town.journal().epoch().hex();
    station.diskLies();
    world.scanCode("wang");
    after(2);
    station.touch(new Intent.OpenDoor(ONE));
    after(30);
    long told = town.journal().lastSeq();
    station.powerCut();
    assertThat(town.journal().lastSeq()).isLessThan(told);
    station.powerOn();
    after(60);
    assertThat(town.journal().epoch().hex()).isNotEqualTo(epoch);
    assertThat(town.centre().alarms(VirtualTown.address())).containsKey("went-back " + epoch);
    assertThat(screen()).isEqualTo("attract");
  }

  private String screen() {
    return station.screen().map(Screen::name).orElse("dark");
  }

  /** What the centre last heard of the station. */
  private String said(String member) {
    return town.centre().status(VirtualTown.address()).orElseThrow().path(member).toString();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
