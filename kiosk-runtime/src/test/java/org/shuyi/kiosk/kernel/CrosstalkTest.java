package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.custody.Custody;

/** An antenna reaches through the wall: what two readers hear lies on one shelf all the same. */
class CrosstalkTest {
  private static final int ALL = 5;
  private static final TagId STRANGER = Tale.tag(0x77);

  private final Tale tale = Tale.inService();

  @Test
  void aTagThatItsOwnCountSeesInAllRoundsHasNotMoved() {
    bothDoorsOpen().closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL).closes(DOOR_2);
    sees(DOOR_2, 4, ALL);
    assertThat(tale.facts(ShelfFact.Moved.class)).isEmpty();
    assertThat(placeOf(4)).isEqualTo(DOOR_2);
    assertThat(tale.kiosk.shelf().heard()).isEmpty();
  }

  @Test
  void aBookThatWasCarriedOverHasMovedWhicheverDoorIsClosedFirst() {
    bothDoorsOpen().closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL);
    assertThat(tale.facts(ShelfFact.Moved.class)).as("its own door is still open").isEmpty();
    tale.closes(DOOR_2);
    sees(DOOR_2);
    assertThat(tale.facts(ShelfFact.Moved.class))
        .containsExactly(new ShelfFact.Moved(Tale.tag(4), Tale.item(4), DOOR_2, DOOR_1));
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.kiosk.shelf().heard()).isEmpty();
  }

  /** Its old shelf still hears it a little: without a rule the next one there would be charged. */
  @Test
  void aBookThatItsOldShelfStillHearsALittleHasMovedAllTheSame() {
    bothDoorsOpen().closes(DOOR_2);
    sees(DOOR_2, 4, 3).closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL);
    assertThat(placeOf(4)).isEqualTo(DOOR_1);
    assertThat(tale.facts(ShelfFact.Moved.class)).hasSize(1);
    bobOpens(DOOR_2);
    sees(DOOR_2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
  }

  @Test
  void theSameWithTheDoorsClosedTheOtherWayRound() {
    bothDoorsOpen().closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL).closes(DOOR_2);
    sees(DOOR_2, 4, 3);
    assertThat(placeOf(4)).isEqualTo(DOOR_1);
  }

  @Test
  void aReturnThatTheNextShelfsReaderHeardFirstIsOnItsOwnShelfInTheEnd() {
    bothDoorsOpen().closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 9, 2).closes(DOOR_2);
    sees(DOOR_2, 4, ALL, 9, ALL);
    assertThat(placeOf(9)).isEqualTo(DOOR_2);
    assertThat(tale.facts(ShelfFact.Returned.class)).hasSize(1);
    bobOpens(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
  }

  @Test
  void whatBothReadersHearEquallySeldomIsSuspectAndChargedToNobody() {
    bothDoorsOpen().closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, 3).closes(DOOR_2);
    sees(DOOR_2, 4, 3);
    assertThat(tale.kiosk.custody().places().get(Tale.tag(4)))
        .isInstanceOfSatisfying(
            Custody.Suspect.class, it -> assertThat(it.why()).isEqualTo("two-shelves"));
    bobOpens(DOOR_2);
    sees(DOOR_2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    bobOpens(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL);
    assertThat(placeOf(4)).isEqualTo(DOOR_1);
  }

  /** Door 2 was shut before Bob came: his hands were not behind it. */
  @Test
  void aShelfThatWasPoorlyHeardInTheVisitBeforeLosesNothingToTheNextOne() {
    tale.admitted(ALICE, 5).opens(DOOR_2).closes(DOOR_2);
    sees(DOOR_2, 4, 2);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    bobOpens(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL);
    assertThat(tale.facts(ShelfFact.Moved.class)).isEmpty();
    assertThat(placeOf(4)).isEqualTo(DOOR_2);
  }

  /** Its own shelf could not be counted after Alice; Bob may have taken it, or she. */
  @Test
  void whatWasHeardOverThereUntilTheNextOneCameIsSuspectAndChargedToNobody() {
    bothDoorsOpen().closes(DOOR_2);
    for (int i = 0; i < 3; i++) {
      tale.tell(new ShelfEvent.ShelfUnread(DOOR_2, tale.kiosk.shelf().counts(), "noise"));
    }
    tale.closes(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL, 4, ALL);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    bobOpens(DOOR_1);
    sees(DOOR_1, 1, ALL, 2, ALL, 3, ALL);
    tale.after(60_000);
    sees(DOOR_2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.kiosk.custody().places().get(Tale.tag(4))).isInstanceOf(Custody.Suspect.class);
  }

  /** Somebody with a key carries it over; Bob comes before its old shelf can be counted. */
  @Test
  void whatNobodyCanReadIsAskedAboutWhereItLiesNowWhoeverComesMeanwhile() {
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2)).closes(DOOR_2);
    seesStranger(DOOR_2, 4);
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1)).tell(new ShelfEvent.DoorOpened(DOOR_2));
    tale.closes(DOOR_1);
    seesStranger(DOOR_1, 1, 2, 3);
    tale.admitted(BOB, 5).opens(DOOR_1).closes(DOOR_2);
    sees(DOOR_2, 4, ALL);
    assertThat(tale.kiosk.custody().places().get(STRANGER))
        .isInstanceOfSatisfying(
            Custody.Suspect.class, it -> assertThat(it.door()).isEqualTo(DOOR_1));
  }

  private void seesStranger(DoorId door, int... books) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : books) tags.put(Tale.tag(book), Tale.surely(book));
    tags.put(STRANGER, new Reading(ALL, new Content.Foreign("a key fob"), false));
    tale.read(door, tags);
  }

  private Tale bothDoorsOpen() {
    return tale.admitted(ALICE, 5).opens(DOOR_1).opens(DOOR_2);
  }

  private void bobOpens(DoorId door) {
    tale.after(60_000).after(60_000).after(60_000);
    tale.admitted(BOB, 5).opens(door).closes(door);
  }

  /** The newest count of a door finds these books, each in so many rounds. */
  private Tale sees(DoorId door, int... bookAndRounds) {
    var tags = new TreeMap<TagId, Reading>();
    for (int i = 0; i < bookAndRounds.length; i += 2) {
      Reading surely = Tale.surely(bookAndRounds[i]);
      tags.put(
          Tale.tag(bookAndRounds[i]),
          new Reading(bookAndRounds[i + 1], surely.content(), surely.readyToLeave()));
    }
    return tale.read(door, tags);
  }

  private DoorId placeOf(int book) {
    Custody place = tale.kiosk.custody().places().get(Tale.tag(book));
    assertThat(place).isInstanceOf(Custody.OnShelf.class);
    return place == null ? new DoorId("none") : place.door();
  }
}
