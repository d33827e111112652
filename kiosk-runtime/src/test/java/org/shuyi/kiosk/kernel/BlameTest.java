package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Whose doing a difference is, where several could have done it: nobody is charged by guessing. */
class BlameTest {
  private final Tale tale = Tale.inService();

  @Test
  void whoOpensASilentDoorHoursLaterIsNotTheOneWhoWasThere() {
    uncountedAfterAlice().tell(new ShelfEvent.DoorUnseen(DOOR_1));
    tale.after(3_600_000).sensed(DOOR_1, DoorContact.OPEN).closes(DOOR_1).counted(DOOR_1);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.DoorForced.class)).hasSize(1);
    assertThat(tale.kiosk.custody().suspects()).isEqualTo(3);
  }

  @Test
  void aKeyInServiceModeDoesNotMakeAPatronsLoansTheStaffs() {
    uncountedAfterAlice().tell(new ServiceEvent.ServiceBegan("lin", "new reader", 30));
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1)).closes(DOOR_1).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Removed.class)).isEmpty();
    assertThat(tale.kiosk.custody().suspects()).isOne();
  }

  @Test
  void anAntennaThatHearsTheNextShelfMovesNoBookWhileAllAreCounted() {
    tale.tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp();
    tale.sensed(DOOR_1, DoorContact.CLOSED);
    long first = tale.kiosk.shelf().counts();
    tale.sensed(DOOR_2, DoorContact.CLOSED);
    long second = tale.kiosk.shelf().counts();
    tale.tell(new ShelfEvent.ShelfRead(DOOR_1, first, 5, shelf(1, 2, 3, 4)));
    tale.tell(new ShelfEvent.ShelfRead(DOOR_2, second, 5, shelf(4)));
    assertThat(tale.facts(ShelfFact.Moved.class)).isEmpty();
    assertThat(tale.kiosk.custody().behind(DOOR_2)).containsKey(Tale.tag(4));
  }

  @Test
  void aDoorForcedWhileShelvesAreCountedIsAnAlarm() {
    tale.tell(new ServiceEvent.CountWanted("lin")).forget();
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1));
    assertThat(tale.facts(ShelfFact.DoorForced.class)).hasSize(1);
  }

  @Test
  void nobodyIsLetInWhoseCardWasTappedBeforeServiceModeBegan() {
    tale.tell(new VisitEvent.CardTapped(ALICE));
    tale.tell(new ServiceEvent.ServiceBegan("lin", "new lamp", 10));
    tale.tell(new CentreEvent.PatronAnswered(1, new Verdict.Welcome(5)));
    assertThat(tale.facts(VisitFact.VisitBegan.class)).isEmpty();
    assertThat(tale.screen()).isEqualTo("service");
  }

  @Test
  void theCentresWordFromBeforeAPowerCutIsAskedForAgain() {
    tale.admitted(ALICE, 5).tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    tale.after(1_000).tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp();
    tale.tell(new CentreEvent.LinkChanged(true));
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 1, 2, 3).forget();
    tale.tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.effects(Effect.AskCentre.class)).hasSize(1);
  }

  @Test
  void aShelfThatCannotBeCountedIsTriedAgainAndRecordedOnce() {
    uncountedAfterAlice().tell(ready(DOOR_1)).forget();
    for (int i = 0; i < 10; i++) {
      tale.tell(new ShelfEvent.ShelfUnread(DOOR_1, tale.kiosk.shelf().counts(), "noise"));
      tale.after(30_000);
    }
    assertThat(tale.facts(ShelfFact.LeftUncounted.class)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void marksThatAPowerCutTookAreWrittenAtTheNextCount() {
    tale.tell(new ServiceEvent.CountWanted("lin")).forget();
    var tags = shelf(1, 2);
    tags.put(Tale.tag(3), new Reading(5, new Content.Book(Tale.item(3), true), false));
    long first = tale.kiosk.shelf().counts() - 1;
    tale.tell(new ShelfEvent.ShelfRead(DOOR_1, first, 5, tags));
    assertThat(tale.effects(Effect.Mark.class))
        .containsExactly(new Effect.Mark(DOOR_1, Tale.tag(3), true));
  }

  @Test
  void marksThatFailedAreToldOfTheDoorThatHoldsTheTagAlsoWhereOneReaderServesSeveral() {
    tale.tell(new ShelfEvent.MarkEnded(DOOR_1, Tale.tag(4), false, "no answer"));
    assertThat(tale.facts)
        .containsExactly(new ShelfFact.MarkFailed(Tale.tag(4), Tale.DOOR_2, "no answer"));
  }

  private Tale uncountedAfterAlice() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1);
    tale.tell(
        new HealthEvent.DeviceChanged(Tale.reader(DOOR_1), new DeviceHealth.Lost("unplugged")));
    tale.tell(new ShelfEvent.ShelfUnread(DOOR_1, tale.kiosk.shelf().counts(), "unplugged"));
    return tale.after(60_000).after(60_000).forget();
  }

  private static HealthEvent ready(DoorId door) {
    return new HealthEvent.DeviceChanged(Tale.reader(door), new DeviceHealth.Ready());
  }

  private static SortedMap<TagId, Reading> shelf(int... books) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : books) tags.put(Tale.tag(book), Tale.surely(book));
    return tags;
  }
}
