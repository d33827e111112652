package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.policy.Policy;

/** Staff on site: service mode, and an audit that misses nothing. */
class ServicingTest {
  private final Tale tale = Tale.inService();

  @Test
  void serviceModeKeepsPatronsAwayWithItsReasonAndEndsByItself() {
    tale.tell(new ServiceEvent.ServiceBegan("li", "new lamp", 30));
    assertThat(tale.screen()).isEqualTo("service");
    assertThat(shown().hint()).isEqualTo(Phrase.of("service.reason", "new lamp"));
    tale.tell(new VisitEvent.CardTapped(ALICE)).tell(touch());
    assertThat(tale.facts).containsExactly(new ServiceFact.ServiceBegan("li", "new lamp"));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    assertThat(tale.effects(Effect.AskCentre.class)).isEmpty();

    tale.after(30 * 60_000 - 1);
    assertThat(tale.screen()).isEqualTo("service");
    assertThat(tale.kiosk.wakeAt()).isEqualTo(tale.ticks + 1);
    tale.after(1);
    assertThat(tale.screen()).isEqualTo("attract");
    assertThat(tale.facts).endsWith(new ServiceFact.ServiceEnded("li", "time is over")).hasSize(2);
    tale.tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.screen()).isEqualTo("asking");
  }

  @Test
  void serviceModeGoesOnOverARestartAndStillEndsByItself() {
    tale.tell(new ServiceEvent.ServiceBegan("li", "new lamp", 30)).after(60_000);
    tale.tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp();
    assertThat(tale.screen()).isEqualTo("service");
    tale.after(29 * 60_000);
    assertThat(tale.facts(ServiceFact.ServiceEnded.class)).hasSize(1);
  }

  @Test
  void serviceModeEndsWithTheRulesThatNameItsPersonNoMore() {
    tale.tell(new CentreEvent.PolicyArrived(naming(2, "lin", "zhou")));
    tale.tell(new ServiceEvent.ServiceBegan("lin", "new lamp", 30)).forget();
    tale.tell(new CentreEvent.PolicyArrived(naming(3, "lin")));
    assertThat(tale.screen()).isEqualTo("service");
    tale.tell(new CentreEvent.PolicyArrived(naming(4, "zhou")));
    assertThat(tale.facts)
        .endsWith(new ServiceFact.ServiceEnded("lin", "the rules name this person no more"));
    assertThat(tale.screen()).isEqualTo("attract");
    tale.tell(new ServiceEvent.DoorWanted("lin", DOOR_1));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
  }

  /** Else the visitor of before a power cut would be blamed for it. Seed 262 of the soak. */
  @Test
  void aDoorThatAKeyOpensInServiceIsOnTheDiskAtOnce() {
    tale.tell(new ServiceEvent.ServiceBegan("li", "new lamp", 30));
    var step =
        tale.kiosk.on(
            new ShelfEvent.DoorOpened(DOOR_1),
            new Now(tale.ticks, Instant.EPOCH, Now.ClockTrust.SYNCHRONISED));
    assertThat(step.facts())
        .containsExactly(new ShelfFact.DoorOpened(DOOR_1, new Opener.Staff("li"), false));
    assertThat(step.mustFlush()).isTrue();
  }

  @Test
  void whomTheRulesNeverNamedKeepsServiceMode() {
    tale.tell(new ServiceEvent.ServiceBegan("li", "new lamp", 30));
    tale.tell(new CentreEvent.PolicyArrived(naming(2, "zhou")));
    assertThat(tale.screen()).isEqualTo("service");
  }

  private static Policy naming(long version, String... persons) {
    Policy usual = Tale.policy(version, 3, true);
    var keys = new TreeMap<String, Policy.StaffKey>();
    for (String person : persons) {
      keys.put(person, new Policy.StaffKey(person, "", new TreeSet<>(List.of("operator"))));
    }
    return new Policy(version, 30, usual.freshFor(), usual.offline(), usual.blocked(), keys, true);
  }

  /** One event of each kind, so that a new kind without a record fails here. */
  @Test
  void everyActOfStaffIsRecordedWithThePersonAlsoWhereItIsRefused() {
    var acts = new TreeMap<String, ServiceEvent>();
    Stream.of(
            new ServiceEvent.LoggedIn("li", true),
            new ServiceEvent.DoorWanted("li", DOOR_1),
            new ServiceEvent.ServiceBegan("li", "new lamp", 30),
            new ServiceEvent.ServiceEnded("li"),
            new ServiceEvent.CountWanted("li"),
            new ServiceEvent.SuspectSettled("li", Tale.tag(9), true),
            new ServiceEvent.CompartmentSettled("li", DOOR_1),
            new ServiceEvent.ProofWanted("li", Tale.LOCKS),
            new ServiceEvent.ProofGoesOn("li"),
            new ServiceEvent.StopChosen("li", "market"),
            new ServiceEvent.EmergencyEnded("li", "burnt toast"),
            new ServiceEvent.ExitCleared("li", "a new magnet"),
            new ServiceEvent.RoomEmptied("li"),
            new ServiceEvent.ActRefused("li", "open", "a librarian may not do this"))
        .forEach(act -> acts.put(act.getClass().getName(), act));
    assertThat(acts.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ServiceEvent.class.getPermittedSubclasses()).map(Class::getName).toList());
    for (ServiceEvent act : acts.values()) {
      Tale fresh = Tale.inService();
      if (act instanceof ServiceEvent.ServiceEnded) {
        fresh.tell(new ServiceEvent.ServiceBegan("li", "x", 1)).forget();
      }
      assertThat(fresh.tell(act).facts(ServiceFact.class))
          .as("%s", act)
          .singleElement()
          .asString()
          .contains("person=li");
    }
  }

  @Test
  void aDoorThatStaffOpenIsRecordedBeforeItMovesAndSoIsWhatChangedBehindIt() {
    tale.tell(new ServiceEvent.ServiceBegan("li", "weeding", 30));
    tale.tell(new ServiceEvent.DoorWanted("li", DOOR_1));
    tale.tell(new ShelfEvent.BoltPulled(DOOR_1, ShelfEvent.Pull.DONE, ""));
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1)).closes(DOOR_1).counted(DOOR_1, 2, 3, 9);
    var staff = new Opener.Staff("li");
    assertThat(tale.facts)
        .containsSubsequence(
            List.of(
                new ServiceFact.Acted("li", "open door 1", ""),
                new ShelfFact.UnlockMeant(DOOR_1, staff),
                new ShelfFact.DoorOpened(DOOR_1, staff, false),
                new ShelfFact.DoorClosed(DOOR_1, staff, false)));
    assertThat(tale.facts)
        .contains(
            new ShelfFact.Removed(Tale.tag(1), Tale.item(1), DOOR_1, staff),
            new ShelfFact.Stocked(Tale.tag(9), Tale.item(9), DOOR_1, staff));
  }

  private Screen shown() {
    return tale.kiosk.said().screen().orElseThrow();
  }

  private static Event touch() {
    return new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1));
  }
}
