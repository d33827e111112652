package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Stock;

/**
 * Eight doors on two readers with four antennas each, whole from the configuration to the kernel: a
 * door is a reader and a port, and a tag that two antennas hear is given to one door and flagged.
 */
class EightDoorsTest {
  private static final int DOORS = EightDoors.DOORS;

  private final EightDoors town =
      new EightDoors(Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)));

  private final VirtualStation station = town.station;
  private final int rounds = town.config.rounds();
  private final Map<Integer, List<Bytes>> shelves = new HashMap<>();

  @BeforeEach
  void stockAndOpen() {
    var stock = new ArrayList<Book>(Stock.orderly());
    stock.addAll(Stock.english());
    for (int i = 0; i < 2 * DOORS; i++) {
      int door = 1 + i % DOORS;
      town.stock(door, stock.get(i));
      shelves.computeIfAbsent(door, none -> new ArrayList<>()).add(EightDoors.epc(stock.get(i)));
    }
    station.powerOn();
    town.after(60);
  }

  @Test
  void eachDoorIsAReaderAndAPortAndHoldsItsOwnBooks() {
    var ends = new TreeSet<String>();
    town.config.doors().values().forEach(door -> ends.add(door.tags() + ":" + door.antenna()));
    assertThat(ends)
        .containsExactly(
            "reader-1:1",
            "reader-1:2",
            "reader-1:3",
            "reader-1:4",
            "reader-2:1",
            "reader-2:2",
            "reader-2:3",
            "reader-2:4");
    assertThat(station.kiosk().custody().places()).hasSize(2 * DOORS);
    for (int door = 1; door <= DOORS; door++) {
      for (Bytes epc : books(door)) assertThat(doorOf(epc)).as("book %s", epc).isEqualTo(door);
    }
    assertThat(flags()).isEmpty();
  }

  @Test
  void aTagThatTheNextAntennaHearsSeldomStaysAtItsDoorAndNobodyIsCharged() {
    Bytes book = books(1).getFirst();
    scan();
    open(2);
    town.add(2, new Fault.Ghost(book, 0, 2));
    close(2);
    assertThat(doorOf(book)).isEqualTo(1);
    finish();
    assertThat(records("loaned")).isEmpty();
    assertThat(records("moved")).isEmpty();
  }

  @Test
  void aTagThatTwoAntennasHearIsGivenToTheOneThatHearsItMore() {
    Bytes book = books(5).getFirst();
    scan();
    open(5);
    open(6);
    town.add(5, new Fault.Missed(book, rounds - 2));
    close(5);
    town.add(6, new Fault.Ghost(book, 0, rounds - 1));
    close(6);
    assertThat(doorOf(book)).isEqualTo(6);
    assertThat(records("moved")).hasSize(1);
    finish();
    assertThat(records("loaned")).isEmpty();
  }

  @Test
  void aTagThatTwoAntennasHearEquallyIsKeptAtItsDoorAndFlagged() {
    Bytes book = books(5).getFirst();
    scan();
    open(5);
    open(6);
    town.add(5, new Fault.Missed(book, rounds - 2));
    close(5);
    town.add(6, new Fault.Ghost(book, 0, 2));
    close(6);
    assertThat(station.kiosk().custody().places().get(new TagId(book.hex())))
        .isInstanceOfSatisfying(
            Custody.Suspect.class,
            suspect -> {
              assertThat(suspect.door()).isEqualTo(new DoorId("5"));
              assertThat(suspect.why()).isEqualTo("two-shelves");
            });
    assertThat(flags()).hasSize(1);
    finish();
    assertThat(records("loaned")).isEmpty();
  }

  private List<Bytes> books(int door) {
    return shelves.getOrDefault(door, List.of());
  }

  private int doorOf(Bytes epc) {
    return switch (station.kiosk().custody().places().get(new TagId(epc.hex()))) {
      case Custody.OnShelf(DoorId door, var item) -> Integer.parseInt(door.label());
      case Custody.Suspect suspect -> throw new AssertionError(epc + " is " + suspect);
      case null -> throw new AssertionError(epc + " is nowhere");
    };
  }

  private void scan() {
    town.scan("wang");
    town.after(2);
  }

  private void open(int door) {
    station.touch(new Intent.OpenDoor(new DoorId(Integer.toString(door))));
    town.after(1);
    assertThat(town.world.openDoor(door).done()).isTrue();
    town.after(1);
  }

  private void close(int door) {
    town.world.closeDoor(door);
    town.after(30);
    town.heal(door);
  }

  private void finish() {
    station.touch(new Intent.Finish());
    town.after(60);
  }

  private List<String> flags() {
    return records("became-suspect");
  }

  private List<String> records(String kind) {
    return town.journal.tail(400).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }
}
