package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Stock;

/**
 * Doors with a sensor of their own apart from the latch, from the configuration and the wire to the
 * screen: closed needs both, and a latch that was snapped in by hand is no closed door.
 */
class DoorSensorsTest {
  private static final List<Book> BOOKS = Stock.orderly().subList(0, 2);
  private static final long POLL = 200;

  /** The line's time, and the breath in which a board tells latch and sensor. */
  private static final long TOLD = 100;

  private static final String DOOR_1 = "{device: locks, channel: 1}";

  private final TwoBoards town = town(DoorSensorsTest::sensors);

  private static String sensors(String text) {
    return text.replace(DOOR_1, DOOR_1 + "\n    sensor: {device: locks, channel: 9}");
  }

  private static TwoBoards town(UnaryOperator<String> differing) {
    var town = new TwoBoards(differing);
    BOOKS.forEach(book -> town.stock(1, book));
    return town.begin();
  }

  @Test
  void aClosedLatchOfAnOpenDoorIsAjarWithinTwoPolls() {
    town.login();
    town.open(1);
    assertThat(town.word(1)).isEqualTo("open");
    assertThat(town.world.takeBook(town.wang, BOOKS.getFirst()).done()).isTrue();
    town.add("locks", new Fault.StuckContact(1, true));
    town.after(2 * POLL + TOLD);
    assertThat(town.word(1)).isEqualTo("ajar");
    assertThat(tile().look()).isEqualTo(Screen.Look.AJAR);
    town.after(60_000);
    assertThat(town.state(1)).as("never counted as closed").isInstanceOf(DoorState.Open.class);
    assertThat(town.records("loaned")).isEmpty();
    assertThat(town.records("door-left-open")).isEmpty();
    town.after(100_000);
    assertThat(town.records("door-left-open")).hasSize(1);
    town.heal("locks");
    town.close(1);
    assertThat(town.records("loaned")).hasSize(1);
    assertThat(town.records("door-ajar")).hasSize(1);
  }

  @Test
  void aDoorThatIsOpenedAndShutAsUsualIsNeverAjar() {
    town.login();
    for (int i = 0; i < 12; i++) {
      town.touch(1);
      town.after(700 + 13 * i);
      assertThat(town.world.openDoor(1).done()).isTrue();
      town.after(500 + 17 * i);
      town.world.closeDoor(1);
      town.after(10_000);
      assertThat(town.state(1)).isEqualTo(new DoorState.Shut());
    }
    assertThat(town.records("door-ajar")).isEmpty();
    assertThat(town.records("door-opened"))
        .filteredOn(line -> line.endsWith("inferred=no"))
        .hasSize(12);
    assertThat(town.records("door-forced")).isEmpty();
  }

  @Test
  void aBoardThatDoesNotAnswerGivesUnknownAndItIsShown() {
    town.add("locks", new Fault.Deaf());
    town.after(5_000);
    assertThat(List.of(town.word(1), town.word(2), town.word(4)))
        .containsExactly("unseen", "unseen", "shut");
    town.login();
    assertThat(town.station.kiosk().visits().now()).isInstanceOf(Visit.Inside.class);
    assertThat(tile().look()).isEqualTo(Screen.Look.AWAY);
    assertThat(tile().offered()).isFalse();
    town.heal("locks");
    town.after(30_000);
    assertThat(town.word(1)).isEqualTo("shut");
  }

  @Test
  void aSensorOnAnotherBoardThatIsSilentMakesTheDoorUnknownToo() {
    var apart =
        town(
            text ->
                text.replace(
                    "{device: relays, channel: 1}",
                    "{device: relays, channel: 1}\n    sensor: {device: locks, channel: 9}"));
    assertThat(apart.word(4)).isEqualTo("shut");
    apart.add("locks", new Fault.Deaf());
    apart.after(5_000);
    assertThat(apart.word(4)).isEqualTo("unseen");
    apart.heal("locks");
    apart.after(40_000);
    assertThat(apart.word(4)).isEqualTo("shut");
  }

  private Screen.DoorTile tile() {
    return town.station.screen().orElseThrow().doors().getFirst();
  }
}
