package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
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
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/** Mains that fail under a whole station with a UPS: its driver, its kernel, and the centre. */
class MainsInTheTownTest {
  private static final DoorId ONE = new DoorId("1");
  private static final DoorId TWO = new DoorId("2");
  private static final Person WANG = new Person("Wang");

  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.UPS),
              10_000,
              CourierSettings.city(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)),
          "command-");

  private final World world = town.world();
  private final VirtualStation station = town.station();
  private final Book book = Stock.orderly().getFirst();

  @BeforeEach
  void open() {
    world.stock(book, town.shelf(1));
    station.powerOn();
    after(120_000);
    assertThat(screen()).isEqualTo("attract");
  }

  @Test
  void theCentreHearsOfALossWithinTwoSecondsAndOfTheReturn() {
    town.supplied().mains(false);
    after(2_000);
    assertThat(alarms()).containsEntry("power", "the mains are lost, it is on battery");
    assertThat(said("serving")).isEqualTo("out-of-service");
    assertThat(said("reason")).isEqualTo("the mains are lost: on battery");
    assertThat(screen()).isEqualTo("out-of-service");
    town.supplied().mains(true);
    after(40_000);
    assertThat(alarms()).isEmpty();
    assertThat(screen()).isEqualTo("attract");
  }

  @Test
  void mainsThatFlapEverySecondForAMinuteAreOneEvent() {
    for (int second = 0; second < 60; second++) {
      town.supplied().mains(second % 2 != 0);
      after(1_000);
    }
    assertThat(power()).containsExactly("mains-lost");
    after(60_000);
    assertThat(power()).containsExactly("mains-lost", "mains-back");
    assertThat(station.lives()).isEqualTo(1);
  }

  @Test
  void whoeverIsAtADoorEndsThereAndWhoeverComesIsNotServed() {
    enter();
    town.supplied().mains(false);
    after(2_000);
    station.touch(new Intent.OpenDoor(TWO));
    after(2_000);
    assertThat(world.released(2)).isFalse();
    world.takeBook(WANG, book);
    world.closeDoor(1);
    after(20_000);
    assertThat(kinds()).containsSubsequence("mains-lost", "loaned");
    assertThat(world.closed(1)).isTrue();
    assertThat(world.released(1)).isFalse();
    after(20_000);
    long visits = kinds().stream().filter("visit-began"::equals).count();
    world.scanCode("wang");
    after(5_000);
    assertThat(screen()).isEqualTo("out-of-service");
    town.supplied().mains(true);
    after(120_000);
    assertThat(kinds().stream().filter("visit-began"::equals).count()).isEqualTo(visits);
    world.scanCode("wang");
    after(3_000);
    assertThat(screen()).isEqualTo("choose-door");
  }

  @Test
  void whatWaitedForTheDiskIsOnItBeforeTheBatteryIsNeeded() {
    world.scanCode("wang");
    after(3_000);
    assertThat(kinds()).doesNotContain("visit-began");
    town.supplied().mains(false);
    after(2_000);
    assertThat(kinds()).containsSubsequence("visit-began", "mains-lost");
  }

  @Test
  void aLowBatteryEndsTheProgramInOrderAndTheMainsStartItAgain() {
    town.supplied().mains(false);
    after(10_000);
    town.supplied().battery(10);
    after(5_000);
    assertThat(station.isUp()).isFalse();
    assertThat(screen()).isEqualTo("out-of-service");
    assertThat(alarms()).containsEntry("power", "its battery is low, and it stops");
    after(600_000);
    assertThat(station.isUp()).isFalse();
    town.supplied().mains(true);
    after(60_000);
    assertThat(station.lives()).isEqualTo(2);
    assertThat(town.journal().tail(20))
        .filteredOn(line -> line.kind().equals("started"))
        .extracting(TailLine::text)
        .last()
        .asString()
        .contains("ordered: the battery is low");
    assertThat(power()).containsExactly("mains-lost", "battery-low", "mains-back");
    assertThat(screen()).isEqualTo("attract");
    assertThat(alarms()).isEmpty();
  }

  @Test
  void theOpenDoorIsWaitedForBeforeTheEndAndNothingIsLostByIt() {
    enter();
    town.supplied().mains(false);
    town.supplied().battery(10);
    after(10_000);
    assertThat(station.isUp()).isTrue();
    world.takeBook(WANG, book);
    world.closeDoor(1);
    after(15_000);
    assertThat(station.isUp()).isFalse();
    assertThat(kinds()).containsSubsequence("battery-low", "loaned", "visit-ended");
    world.mains(false);
    station.powerCut();
    town.supplied().mains(true);
    world.mains(true);
    station.powerOn();
    after(120_000);
    assertThat(screen()).isEqualTo("attract");
    assertThat(kinds().stream().filter("loaned"::equals)).hasSize(1);
  }

  @Test
  void aSupplyThatIsSilentIsADegradedStationAndNoEvent() {
    town.touch(Extra.UPS.device(), peer -> peer.faults().add(new Fault.Deaf()));
    after(10_000);
    assertThat(said("serving")).isEqualTo("degraded");
    assertThat(said("reason")).isEqualTo("ups is lost");
    assertThat(power()).isEmpty();
    assertThat(screen()).isEqualTo("attract");
  }

  private void enter() {
    world.scanCode("wang");
    after(3_000);
    station.touch(new Intent.OpenDoor(ONE));
    after(1_000);
    assertThat(world.openDoor(1).done()).isTrue();
    after(1_000);
  }

  private List<String> kinds() {
    return town.journal().tail(200).stream().map(TailLine::kind).toList();
  }

  private List<String> power() {
    var words = List.of("mains-lost", "battery-low", "mains-back");
    return kinds().stream().filter(words::contains).toList();
  }

  private SortedMap<String, String> alarms() {
    return town.centre().alarms(VirtualTown.address());
  }

  private String screen() {
    return station.screen().map(Screen::name).orElse("dark");
  }

  /** What the centre last heard of the station. */
  private String said(String member) {
    return town.centre().status(VirtualTown.address()).orElseThrow().path(member).asText();
  }

  private void after(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
