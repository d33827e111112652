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
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/** A program that stood still knows that it was blind: what happened meanwhile is nobody's. */
class FrozenProgramTest {
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
  private final Book book = Stock.orderly().getFirst();
  private final Person keyholder = new Person("keyholder");

  @BeforeEach
  void open() {
    world.stock(book, town.shelf(1));
    station.powerOn();
    after(20_000);
    world.scanCode("wang");
    after(2_000);
    visitTo(2);
  }

  private void visitTo(int door) {
    station.touch(new Intent.OpenDoor(new DoorId(Integer.toString(door))));
    after(1_000);
    assertThat(world.openDoor(door).done()).isTrue();
    after(500);
    world.closeDoor(door);
    after(500);
  }

  private void somebodyTakesTheBookWithAKey() {
    world.openWithKey(1);
    assertThat(world.takeBook(keyholder, book).done()).isTrue();
    after(2_000);
    world.closeDoor(1);
  }

  @Test
  void whatAKeyTookMeanwhileIsNotChargedToWhoOpensTheDoorNext() {
    station.freeze(14_000);
    after(5_000);
    somebodyTakesTheBookWithAKey();
    after(10_000);
    visitTo(1);
    after(20_000);
    assertThat(records("loaned")).isEmpty();
    assertThat(records("became-suspect")).hasSize(1);
  }

  @Test
  void aShortPauseCountsNothing() {
    long counts = station.kiosk().shelf().counts();
    station.freeze(2_000);
    after(20_000);
    assertThat(station.kiosk().shelf().counts()).isEqualTo(counts);
  }

  private List<TailLine> records(String kind) {
    return town.journal().tail(500).stream().filter(line -> line.kind().equals(kind)).toList();
  }

  private void after(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
