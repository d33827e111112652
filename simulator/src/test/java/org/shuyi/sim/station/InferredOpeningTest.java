package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Stock;

/**
 * A door that is opened and shut before its board's polls believe it is one visit all the same,
 * with an opening and a closing that the count infers. After how many polls a contact is believed,
 * and after how long a shelf is counted, are settings.
 */
class InferredOpeningTest {
  private static final Book BOOK = Stock.orderly().getFirst();

  @Test
  void anOpeningBetweenTwoPollsIsOneVisitWithOpenAndCloseThatAreInferred() {
    var town = town(2, 5);
    quickHands(town, 150);
    town.after(4_000);
    assertThat(told(town)).as("within the 5 s").isEmpty();
    town.after(3_000);
    assertThat(told(town)).containsExactly("door-opened yes", "door-closed yes");
    assertThat(town.records("loaned")).hasSize(1);
    town.after(60_000);
    assertThat(town.records("visit-began")).hasSize(1);
    assertThat(town.records("visit-ended")).hasSize(1);
    assertThat(town.records("visit-ended").getFirst()).contains("finished");
  }

  @Test
  void howManyPollsAreBelievedIsASetting() {
    var quick = town(2, 5);
    quickHands(quick, 700);
    quick.after(10_000);
    assertThat(told(quick)).containsExactly("door-opened no", "door-closed no");
    var slow = town(5, 5);
    quickHands(slow, 700);
    slow.after(10_000);
    assertThat(told(slow)).containsExactly("door-opened yes", "door-closed yes");
    assertThat(slow.records("loaned")).hasSize(1);
  }

  @Test
  void howLongAnOpeningIsWaitedForIsASetting() {
    var patient = town(2, 15);
    quickHands(patient, 150);
    patient.after(13_000);
    assertThat(patient.records("loaned")).isEmpty();
    patient.after(4_000);
    assertThat(patient.records("loaned")).hasSize(1);
  }

  private static TwoBoards town(int polls, int seconds) {
    var town =
        new TwoBoards(
            text ->
                text.replace("# more", "times: {time-to-open: %ds}".formatted(seconds))
                    .replace("poll: 200ms", "poll: 200ms\n    equalPolls: " + polls));
    town.stock(1, BOOK);
    town.begin();
    town.login();
    return town;
  }

  /** Wang unlocks door 1, opens it, takes the book and shuts it. */
  private static void quickHands(TwoBoards town, long millis) {
    town.touch(1);
    town.after(1_000);
    assertThat(town.world.openDoor(1).done()).isTrue();
    assertThat(town.world.takeBook(town.wang, BOOK).done()).isTrue();
    town.after(millis);
    assertThat(town.world.closeDoor(1).done()).isTrue();
  }

  /** What the visitor's door did, and whether it is inferred. */
  private static List<String> told(TwoBoards town) {
    return town.journal.tail(400).stream()
        .filter(line -> line.kind().startsWith("door-") && line.text().contains("visitor"))
        .map(line -> line.kind() + (line.text().endsWith("inferred=yes") ? " yes" : " no"))
        .toList();
  }
}
