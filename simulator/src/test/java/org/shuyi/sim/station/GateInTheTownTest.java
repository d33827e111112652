package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.Address;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.Tag;

/** Books that are carried through the exit gate, which looks at their tags and at nothing else. */
class GateInTheTownTest {
  private static final Card CARD = Card.of("Wang's card", "04A1B2C3D4E5F6");
  private static final Address CABINET = VirtualTown.address();
  private static final DoorId DOOR = new DoorId("1");

  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PORCH),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none().with(VirtualTown.token(CARD.uid()), new Patron(5, Standing.GOOD)),
          "command-");

  private final Person wang = new Person("wang");
  private final Person thief = new Person("thief");
  private final Book book = Stock.orderly().getFirst();
  private final Tag tag = book.tags().getFirst();

  /** The book comes secured from the library, and lies behind door 1. */
  private void isStocked() {
    tag.writeAfi(0x07);
    tag.writeEas(true);
    town.world().stock(book, town.shelf(1));
    town.station().powerOn();
    after(60);
  }

  private void isLent() {
    town.world().holdCard(wang, CARD);
    after(3);
    town.station().touch(new Intent.OpenDoor(DOOR));
    after(1);
    town.world().openDoor(1);
    town.world().takeBook(wang, book);
    town.world().closeDoor(1);
    town.world().removeCard();
    after(20);
    assertThat(records("loaned")).hasSize(1);
  }

  @Test
  void whatWasUnsecuredBehindTheDoorPassesInSilence() {
    isStocked();
    isLent();
    assertThat(town.porch().carries(town.world().booksOf(wang), true)).isFalse();
    after(5);
    assertThat(records("gate-rang")).isEmpty();
  }

  @Test
  void aLoanThatCouldNotBeUnsecuredIsARepairItemWithAnApologyAndNoAlarm() {
    town.touch(
        town.reader(1), peer -> peer.faults().add(new Fault.WriteFails(tag.uid(), Fault.FOR_EVER)));
    isStocked();
    isLent();
    after(60);
    assertThat(town.porch().carries(town.world().booksOf(wang), true)).isTrue();
    after(2);
    assertThat(records("gate-rang-for-loan"))
        .singleElement()
        .asString()
        .contains(tag.uid().hex())
        .endsWith("way=out");
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("gate-sorry");
    assertThat(town.station().kiosk().fittings().marks().repair(new TagId(tag.uid().hex())))
        .isEqualTo("the exit gate rang for it after it was lent");
    assertThat(records("gate-rang")).isEmpty();
    assertThat(town.centre().alarms(CABINET)).isEmpty();
    after(30);
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("attract");
  }

  @Test
  void aBookThatNobodyLentIsAnAlarmWithTimeAndDirectionAtTheCentre() {
    tag.writeAfi(0x07);
    tag.writeEas(true);
    town.world().give(book, thief);
    town.station().powerOn();
    after(60);
    assertThat(town.porch().carries(town.world().booksOf(thief), true)).isTrue();
    after(5);
    assertThat(records("gate-rang")).containsExactly("way=out attendant=\"\"");
    assertThat(town.centre().alarms(CABINET).get("gate"))
        .startsWith("the exit gate rang, way out, at 2026-11-22T06:01:0");
    town.porch().carries(town.world().booksOf(thief), false);
    after(5);
    assertThat(records("gate-rang")).endsWith("way=in attendant=\"\"");
    assertThat(town.station().kiosk().said().status().orElseThrow().reason())
        .isEqualTo("the exit gate rang, way in");
  }

  @Test
  void anAlarmIsOnTheDiskBeforeThePowerIsCutWithIt() {
    tag.writeEas(true);
    town.world().give(book, thief);
    town.station().powerOn();
    after(60);
    town.porch().carries(town.world().booksOf(thief), true);
    town.time().run(town.time().now() + 50);
    town.station().powerCut();
    assertThat(records("gate-rang")).hasSize(1);
  }

  private List<String> records(String kind) {
    return town.journal().tail(500).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
