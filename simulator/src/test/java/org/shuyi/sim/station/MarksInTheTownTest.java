package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.centre.ItemId;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.World;

/**
 * A tag's AFI and EAS bit in a whole station in virtual time, judged by the tag itself: written
 * behind the closed door, read back, taken back where the centre refuses the item, and a work item
 * wherever nobody can say how far the writing went.
 */
class MarksInTheTownTest {
  private static final int IN_LIBRARY = 0x07;
  private static final int ON_LOAN = 0xC2;
  private static final DoorId DOOR = new DoorId("1");

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
  private final Person wang = new Person("wang");
  private final Book book = Stock.orderly().getFirst();
  private final Tag tag = book.tags().getFirst();

  /** Wang puts the book behind door 1 and shuts it; what follows is up to the test. */
  private void broughtBack() {
    world.give(book, wang);
    station.powerOn();
    after(20_000);
    world.scanCode("wang");
    after(2_000);
    station.touch(new Intent.OpenDoor(DOOR));
    after(1_000);
    world.openDoor(1);
    after(1_000);
    world.putBook(wang, book, town.shelf(1));
    world.closeDoor(1);
  }

  /** As it comes from a library's shelf: a gate rings for it. */
  private void isSecured() {
    tag.writeAfi(IN_LIBRARY);
    tag.writeEas(true);
  }

  private void count() {
    station.tell(new ServiceEvent.ServiceBegan("lin", "marks", 30));
    station.tell(new ServiceEvent.CountWanted("lin"));
    after(20_000);
  }

  @Test
  void bothMarksAreWrittenAndReadBackBehindTheClosedDoor() {
    isSecured();
    broughtBack();
    after(20_000);
    assertMarks(ON_LOAN, false);
    assertThat(records("mark-failed")).isEmpty();
    assertThat(records("returned")).hasSize(1);
  }

  @Test
  void whatTheCentreRefusesIsTakenBackAndTheGateRingsForIt() {
    town.centre().books().withdraw(new ItemId("CN-440100-1-GZL", book.barcode()));
    isSecured();
    broughtBack();
    after(30_000);
    assertMarks(IN_LIBRARY, true);
    assertThat(records("record-was-refused")).hasSize(1);
    assertThat(records("mark-failed")).isEmpty();
    count();
    assertMarks(IN_LIBRARY, true);
  }

  @Test
  void aTagThatDoesNotTakeItsMarksIsAWorkItemThatClearsItselfWhenItIsSeenRight() {
    isSecured();
    town.touch(
        town.reader(1), peer -> peer.faults().add(new Fault.WriteFails(tag.uid(), Fault.FOR_EVER)));
    broughtBack();
    after(20_000);
    assertThat(records("mark-failed")).hasSize(1);
    assertThat(repair()).isNotEmpty();
    count();
    assertThat(records("mark-failed")).as("one item, however often it fails").hasSize(1);
    town.touch(town.reader(1), peer -> peer.faults().heal());
    count();
    assertMarks(ON_LOAN, false);
    assertThat(records("mark-repaired")).hasSize(1);
    assertThat(repair()).isEmpty();
  }

  /** A reader at 38,400 baud needs some 30 ms for each question; the writing takes five or six. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thePowerMayGoAtAnyMomentAndNoTagIsLeftWrongInSilence(boolean takenBack) {
    int halfWritten = 0;
    int underWay = 0;
    for (int after = 0; after < 200; after += 2) {
      var one = new MarksInTheTownTest();
      one.isSecured();
      if (takenBack) {
        one.town.centre().books().withdraw(new ItemId("CN-440100-1-GZL", one.book.barcode()));
      }
      one.broughtBack();
      assertThat(one.waitForWriting(takenBack ? 2 : 1)).isTrue();
      one.after(after);
      boolean half = (one.tag.afi() == IN_LIBRARY) != one.tag.eas();
      if (!one.station.kiosk().fittings().marks().doubtful().isEmpty()) underWay++;
      one.station.powerCut();
      one.station.powerOn();
      one.after(1);
      int failed = one.records("mark-failed").size();
      if (half) {
        halfWritten++;
        assertThat(failed).as("a tag that is half written, at %d ms", after).isOne();
      }
      one.after(60_000);
      one.assertMarks(takenBack ? IN_LIBRARY : ON_LOAN, takenBack);
      assertThat(one.records("mark-repaired")).hasSize(failed);
      assertThat(one.repair()).isEmpty();
    }
    assertThat(halfWritten).as("cuts between the two marks").isPositive();
    assertThat(underWay).as("cuts while it is written").isBetween(10, 99);
  }

  /** Until the station has begun so many writings of the tag; false where it never does. */
  private boolean waitForWriting(int writings) {
    int begun = 0;
    boolean before = false;
    for (int i = 0; i < 3_000; i++) {
      after(10);
      boolean now = !station.kiosk().fittings().marks().doubtful().isEmpty();
      if (now && !before && ++begun == writings) return true;
      before = now;
    }
    return false;
  }

  private String repair() {
    return station.kiosk().fittings().marks().repair(new TagId(tag.uid().hex()));
  }

  private void assertMarks(int afi, boolean eas) {
    assertThat(tag.afi()).isEqualTo(afi);
    assertThat(tag.eas()).isEqualTo(eas);
  }

  private List<TailLine> records(String kind) {
    return town.journal().tail(500).stream().filter(line -> line.kind().equals(kind)).toList();
  }

  private void after(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
