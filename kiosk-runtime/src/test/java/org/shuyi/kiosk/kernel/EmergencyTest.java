package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/**
 * The fire input in the middle of everything: nothing moves, nobody is blamed, and only a person on
 * site ends it.
 */
class EmergencyTest {
  private final Tale tale = Tale.inService();

  @Test
  void whoeverIsHereShallLeaveAndTheVisitEndsAtOnce() {
    tale.admitted(Tale.ALICE, 3).opens(DOOR_1).forget();
    tale.tell(fire(true));
    assertThat(tale.facts)
        .containsExactly(
            new StationFact.FireBegan(), new VisitFact.VisitEnded(1, "emergency", 0, 0));
    assertThat(tale.facts).anyMatch(Fact::isClaim);
    assertThat(tale.screen()).isEqualTo("emergency");
    assertThat(status().serving()).isEqualTo("out-of-service");
    assertThat(status().reason())
        .isEqualTo("emergency: the fire input is active, or its wire is broken");
  }

  @Test
  void aBookThatIsTakenWhileTheAlarmSoundsIsLentToNobody() {
    tale.admitted(Tale.ALICE, 3).opens(DOOR_1);
    tale.tell(fire(true)).closes(DOOR_1).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.BecameSuspect.class))
        .containsExactly(
            new ShelfFact.BecameSuspect(Tale.tag(3), DOOR_1, "missing", new Opener.Unknown()));
  }

  @Test
  void aCountThatWasUnderWayBlamesNobodyEither() {
    tale.admitted(Tale.ALICE, 3).opens(DOOR_1).closes(DOOR_1);
    tale.tell(fire(true)).counted(DOOR_1, 1, 2, 3, 9);
    assertThat(tale.facts(ShelfFact.Returned.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.Found.class)).hasSize(1);
  }

  @Test
  void doorsThatOpenWhileItLastsAreNotForcedAndAreNobodys() {
    tale.tell(service()).tell(fire(true)).forget();
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    assertThat(tale.facts)
        .containsExactly(new ShelfFact.DoorOpened(DOOR_2, new Opener.Unknown(), false));
  }

  @Test
  void noBoltIsPulledForAPatronForStaffOrFromAfar() {
    tale.tell(new CentreEvent.PolicyArrived(CommandingTest.rules(2, true)));
    tale.tell(service()).tell(fire(true));
    tale.tell(new VisitEvent.CardTapped(Tale.ALICE));
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    tale.tell(new ServiceEvent.DoorWanted("lin", DOOR_1));
    tale.tell(new CommandEvent.CommandReceived(unlock()));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.UnlockMeant.class)).isEmpty();
    assertThat(tale.facts)
        .contains(
            new ServiceFact.Acted("lin", "open door 1", "the emergency is not ended"),
            new CommandFact.CommandEnded(
                "c1", "refused", "an emergency lasts until a person on site ends it"));
  }

  @Test
  void aBoltThatACommandHasMeantIsNotWaitedFor() {
    tale.tell(new CentreEvent.PolicyArrived(CommandingTest.rules(2, true)));
    tale.tell(new CommandEvent.CommandReceived(unlock())).forget();
    tale.tell(fire(true));
    assertThat(tale.facts(CommandFact.CommandEnded.class))
        .extracting(CommandFact.CommandEnded::outcome)
        .containsExactly("failed");
    tale.forget().tell(new ShelfEvent.BoltPulled(DOOR_1, ShelfEvent.Pull.NOT_DONE, "fire"));
    assertThat(tale.effects(Effect.Say.class)).extracting(Effect.Say::answer).isEmpty();
    assertThat(tale.kiosk.commands().standing().getLast().answer().stage())
        .isEqualTo(Answer.Stage.FAILED);
  }

  @Test
  void noMarkIsWrittenUntilItHasEnded() {
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1)).tell(fire(true)).closes(DOOR_1);
    var unmarked = new TreeMap<TagId, Reading>();
    for (int book = 1; book <= 3; book++) {
      unmarked.put(Tale.tag(book), new Reading(5, new Content.Book(Tale.item(book), true), false));
    }
    tale.read(DOOR_1, unmarked);
    assertThat(tale.effects(Effect.Mark.class)).isEmpty();
    tale.tell(fire(false)).tell(ends("burnt toast")).sensed(DOOR_1, DoorContact.CLOSED);
    tale.read(DOOR_1, unmarked);
    assertThat(tale.effects(Effect.Mark.class)).hasSize(3);
  }

  @Test
  void thatTheContactClosesAgainEndsNothing() {
    tale.tell(fire(true)).forget().tell(fire(false)).tell(fire(false));
    assertThat(tale.facts).containsExactly(new StationFact.FireEnded());
    tale.after(3_600_000);
    assertThat(tale.screen()).isEqualTo("emergency");
    assertThat(status().reason())
        .isEqualTo("emergency: the fire input is closed, a person on site must end it");
    tale.tell(new VisitEvent.CardTapped(Tale.ALICE));
    assertThat(tale.facts(VisitFact.VisitBegan.class)).isEmpty();
  }

  @Test
  void theCentreCannotEndIt() {
    tale.tell(new CentreEvent.PolicyArrived(CommandingTest.rules(2, true)));
    tale.tell(fire(true)).tell(fire(false));
    tale.tell(new CommandEvent.CommandReceived(command("c2", 2, new Action.InService())));
    tale.tell(new CommandEvent.CommandReceived(command("c3", 3, new Action.Restart())));
    tale.tell(new TimeEvent.Restarted(2, "commanded")).devicesUp().tell(fire(false));
    assertThat(tale.screen()).isEqualTo("emergency");
    assertThat(tale.kiosk.station().emergency()).isEqualTo(Emergency.OVER);
  }

  @Test
  void aPersonEndsItOnlyWithAReasonAndOnlyWhenTheContactIsClosed() {
    tale.tell(ends("nothing burns")).tell(fire(true)).tell(ends("it hurts my ears"));
    tale.tell(fire(false)).tell(ends(" "));
    assertThat(tale.facts(ServiceFact.Acted.class))
        .extracting(ServiceFact.Acted::refusal)
        .containsExactly(
            "there is no emergency",
            "the fire input is active, or its wire is broken",
            "a reason is needed");
    assertThat(tale.kiosk.station().emergency()).isEqualTo(Emergency.OVER);
    tale.forget().tell(ends("burnt toast"));
    assertThat(tale.facts)
        .containsExactly(
            new ServiceFact.Acted("lin", "end the emergency", ""),
            new StationFact.EmergencyEnded("lin", "burnt toast"));
  }

  @Test
  void nobodyIsServedBeforeEveryDoorIsSeenAndEveryShelfCounted() {
    tale.tell(fire(true)).tell(fire(false)).forget().tell(ends("burnt toast"));
    assertThat(tale.effects(Effect.SenseDoors.class)).hasSize(1);
    assertThat(tale.screen()).isEqualTo("out-of-service");
    assertThat(status().reason()).isEqualTo("after an emergency every shelf is counted");
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 1, 2);
    tale.admitted(Tale.BOB, 3);
    assertThat(tale.facts(VisitFact.VisitBegan.class)).isEmpty();
    tale.sensed(DOOR_2, DoorContact.CLOSED).counted(DOOR_2, 4, 5);
    assertThat(tale.screen()).isEqualTo("attract");
    assertThat(tale.kiosk.station().emergency()).isEqualTo(Emergency.NONE);
    assertThat(tale.kiosk.custody().places().get(Tale.tag(3)))
        .isInstanceOfSatisfying(
            Custody.Suspect.class,
            suspect -> assertThat(suspect.opener()).isEqualTo(new Opener.Unknown()));
    assertThat(tale.facts(ShelfFact.Found.class)).hasSize(1);
    assertThat(tale.admitted(Tale.BOB, 3).facts(VisitFact.VisitBegan.class)).hasSize(1);
  }

  @Test
  void aDoorThatStandsOpenIsWaitedForAndAShelfThatCannotBeCountedIsNot() {
    tale.tell(fire(true)).tell(new ShelfEvent.DoorOpened(DOOR_1)).tell(fire(false));
    tale.tell(new HealthEvent.DeviceChanged(Tale.reader(DOOR_2), new DeviceHealth.Lost("melted")));
    tale.tell(ends("burnt toast")).sensed(DOOR_2, DoorContact.CLOSED);
    assertThat(tale.kiosk.station().emergency()).isEqualTo(Emergency.COUNTING);
    tale.closes(DOOR_1).counted(DOOR_1, 1, 2, 3);
    tale.tell(new ShelfEvent.ShelfUnread(DOOR_2, count(), "no answer"));
    tale.after(120_000);
    assertThat(tale.kiosk.station().emergency()).isEqualTo(Emergency.NONE);
    assertThat(tale.facts(ShelfFact.DoorForced.class)).isEmpty();
  }

  @Test
  void itOutlivesARestartAndIsNotEndedBeforeTheContactIsSeenAgain() {
    tale.admitted(Tale.ALICE, 3).opens(DOOR_1).tell(fire(true)).tell(fire(false)).forget();
    tale.tell(new TimeEvent.Restarted(2, "power cut"));
    assertThat(tale.screen()).isEqualTo("emergency");
    tale.devicesUp().tell(ends("burnt toast"));
    assertThat(tale.facts(ServiceFact.Acted.class))
        .containsExactly(
            new ServiceFact.Acted("lin", "end the emergency", "the fire input is not seen"));
    tale.tell(fire(false)).tell(ends("burnt toast"));
    assertThat(tale.kiosk.station().emergency()).isEqualTo(Emergency.COUNTING);
    assertThat(tale.facts(StationFact.FireEnded.class)).isEmpty();
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
  }

  @Test
  void aFireThatFlaresUpAgainIsToldAgainAlsoWhileShelvesAreCounted() {
    tale.tell(fire(true)).tell(fire(false)).tell(fire(true));
    assertThat(tale.facts(StationFact.FireBegan.class)).hasSize(2);
    tale.tell(fire(false)).tell(ends("burnt toast")).tell(fire(true));
    assertThat(tale.facts(StationFact.FireBegan.class)).hasSize(3);
    assertThat(tale.screen()).isEqualTo("emergency");
  }

  @Test
  void theLanguageMayStillBeChosen() {
    tale.tell(fire(true));
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Speak("en")));
    assertThat(tale.kiosk.said().screen().orElseThrow().language()).isEqualTo("en");
    assertThat(tale.screen()).isEqualTo("emergency");
  }

  private long count() {
    return tale.kiosk.shelf().counts();
  }

  private Status status() {
    return tale.kiosk.said().status().orElseThrow();
  }

  private static Event fire(boolean active) {
    return new HealthEvent.FireChanged(active);
  }

  private static Event ends(String reason) {
    return new ServiceEvent.EmergencyEnded("lin", reason);
  }

  private static Event service() {
    return new ServiceEvent.ServiceBegan("lin", "new antenna", 30);
  }

  private static Command unlock() {
    return command("c1", 1, new Action.Unlock(DOOR_1));
  }

  private static Command command(String id, long seq, Action action) {
    return new Command(
        id,
        List.of("lin"),
        seq,
        Instant.EPOCH,
        Instant.parse("2100-01-01T00:00:00Z"),
        2,
        action,
        "why",
        true);
  }
}
