package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.EntranceContact.EXIT_BUTTON;
import static org.shuyi.kiosk.kernel.EntranceContact.EXIT_FREED;
import static org.shuyi.kiosk.kernel.Tale.ALICE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactChanged;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactUnseen;
import org.shuyi.kiosk.kernel.EntranceFact.CounterFailed;
import org.shuyi.kiosk.kernel.EntranceFact.ExitCleared;
import org.shuyi.kiosk.kernel.EntranceFact.ExitFreed;
import org.shuyi.kiosk.kernel.EntranceFact.ExitNotFree;
import org.shuyi.kiosk.kernel.HealthEvent.FireChanged;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Whether the wiring of the house frees the way out is watched, and nothing here does it. */
class FreeingTest {
  private static final int MINUTE = 60_000;
  private Tale tale = inService(plan());

  private static Plan plan() {
    var door =
        new EntrancePlan.Door(new DeviceId("pins"), Duration.ofSeconds(5), Duration.ofMillis(250));
    return Tale.plan()
        .with(FittingsPlan.none().with(EntrancePlan.none().with(door).watchingExit()));
  }

  private static Tale inService(Plan plan) {
    return Tale.inService(plan)
        .tell(new ContactChanged(EXIT_BUTTON, false))
        .tell(new ContactChanged(EXIT_FREED, false))
        .forget();
  }

  private void freed(boolean free) {
    tale.tell(new ContactChanged(EXIT_FREED, free));
  }

  private void presses(boolean pressed) {
    tale.tell(new ContactChanged(EXIT_BUTTON, pressed));
  }

  private void cleared(String reason) {
    tale.tell(new ServiceEvent.ExitCleared("lin", reason));
  }

  private void restarts() {
    tale.tell(new TimeEvent.Restarted(2, "cut")).devicesUp();
  }

  private Status status() {
    return tale.kiosk.said().status().orElseThrow();
  }

  private List<String> notices() {
    return tale.kiosk.said().screen().orElseThrow().notices().stream()
        .map(Screen.Phrase::key)
        .toList();
  }

  private List<ExitNotFree> alarms() {
    return tale.facts(ExitNotFree.class);
  }

  @Test
  void aFireThatFreesTheWayOutIsRecordedWithItsTimeAndIsNoAlarmOfTheExit() {
    assertThat(status().fittings()).containsEntry("exit", "watched");
    tale.tell(new FireChanged(true)).after(90);
    assertThat(status().fittings()).containsEntry("exit", "held");
    freed(true);
    assertThat(tale.facts(ExitFreed.class))
        .containsExactly(new ExitFreed(90))
        .allMatch(Fact::isClaim);
    assertThat(status().fittings()).containsEntry("exit", "free");
    tale.after(MINUTE);
    assertThat(alarms()).isEmpty();
    assertThat(notices()).isEmpty();
    assertThat(tale.screen()).isEqualTo("emergency");
  }

  @Test
  void aWayOutThatIsNotFreeASecondAfterAFireIsAnAlarmAtOnceAndInTheSameTurnOnTheDisk() {
    tale.tell(new FireChanged(true)).after(999);
    assertThat(alarms()).isEmpty();
    tale.forget().after(1);
    assertThat(alarms()).containsExactly(new ExitNotFree("fire")).allMatch(Fact::isClaim);
    assertThat(tale.effects(Effect.TellAtOnce.class)).hasSize(1);
    assertThat(tale.screen()).isEqualTo("emergency");
    assertThat(notices()).containsExactly("notice.exit");
    assertThat(status().fittings()).containsEntry("exit", "not free");
    assertThat(status().reason())
        .startsWith("emergency: the fire input is active, or its wire is broken")
        .endsWith("the way out was not free a second after the fire input");
    tale.after(10 * MINUTE);
    assertThat(alarms()).as("told once").hasSize(1);
    freed(true);
    assertThat(tale.facts(ExitFreed.class)).containsExactly(new ExitFreed(1_000 + 10 * MINUTE));
    assertThat(notices()).as("and it is looked after all the same").contains("notice.exit");
  }

  @Test
  void itHasToStayFreeAsLongAsTheFireInputIsActive() {
    tale.tell(new FireChanged(true));
    freed(true);
    tale.after(MINUTE);
    freed(false);
    tale.after(1_000);
    assertThat(alarms()).containsExactly(new ExitNotFree("fire"));
    for (int i = 0; i < 50; i++) {
      freed(i % 2 == 0);
      tale.after(2_000);
    }
    assertThat(alarms()).hasSize(1);
    assertThat(tale.facts(ExitFreed.class)).as("no record at each turn").hasSize(2);
  }

  @Test
  void aContactThatNobodySeesInAFireIsNoProof() {
    tale.tell(new FireChanged(true));
    freed(true);
    tale.tell(new ContactUnseen(EXIT_FREED)).after(1_000);
    assertThat(alarms()).containsExactly(new ExitNotFree("fire"));
  }

  @Test
  void theButtonFreesWithoutACardAndIsNoNews() {
    for (int i = 0; i < 20; i++) {
      presses(true);
      tale.after(60);
      freed(true);
      tale.after(2_000);
      presses(false);
      tale.after(3_000);
      freed(false);
    }
    assertThat(tale.facts).isEmpty();
    assertThat(tale.effects(Effect.Admit.class)).isEmpty();
    assertThat(status().reason()).isEmpty();
    assertThat(notices()).isEmpty();
  }

  @Test
  void aButtonThatDoesNotFreeIsAnAlarmAlsoWhereItWasPressedForAMoment() {
    presses(true);
    tale.after(300);
    presses(false);
    tale.after(700);
    assertThat(alarms()).containsExactly(new ExitNotFree("button"));
    assertThat(notices()).containsExactly("notice.exit");
    assertThat(status().reason()).isEqualTo("the way out was not free a second after its button");
    for (int i = 0; i < 10; i++) {
      presses(true);
      tale.after(2_000);
      presses(false);
    }
    assertThat(alarms()).as("until somebody has looked after it").hasSize(1);
  }

  @Test
  void nobodyIsLetIntoARoomWhoseWayOutFailed() {
    presses(true);
    tale.after(1_000);
    tale.tell(new EntranceEvent.CardHeld(ALICE, Optional.empty()));
    assertThat(tale.facts(EntranceFact.NotAdmitted.class))
        .containsExactly(new EntranceFact.NotAdmitted("entrance-closed"));
    assertThat(status().fittings()).containsEntry("entrance", "closed");
  }

  @Test
  void onlyAPersonOnSiteEndsItWithAReasonAndNotWhileItStillFails() {
    tale.tell(new FireChanged(true)).after(1_000);
    cleared("looked");
    assertThat(refusals()).endsWith("the fire input is active, and it is not free");
    tale.tell(new FireChanged(false)).after(MINUTE);
    restarts();
    freed(false);
    assertThat(status().fittings()).as("over a restart").containsEntry("exit", "not free");
    tale.tell(new ServiceEvent.EmergencyEnded("lin", "toast")).after(MINUTE);
    assertThat(notices()).contains("notice.exit");
    cleared("");
    assertThat(refusals()).endsWith("a reason is needed");
    presses(true);
    cleared("looked");
    assertThat(refusals())
        .endsWith("its button is pressed, or the wire broken, and it is not free");
    freed(true);
    cleared("a new relay");
    assertThat(tale.facts(ExitCleared.class))
        .containsExactly(new ExitCleared("lin", "a new relay"));
    assertThat(notices()).doesNotContain("notice.exit");
    cleared("again");
    assertThat(refusals()).endsWith("the way out has not failed");
    assertThat(tale.facts(ExitCleared.class)).hasSize(1);
  }

  private List<String> refusals() {
    return tale.facts(ServiceFact.Acted.class).stream().map(ServiceFact.Acted::refusal).toList();
  }

  @Test
  void aStartInAFireWaitsUntilTheContactIsHeardAndThenASecond() {
    tale.tell(new FireChanged(true));
    freed(true);
    restarts();
    tale.tell(new FireChanged(true)).after(5_000);
    assertThat(alarms()).isEmpty();
    freed(false);
    tale.after(999);
    assertThat(alarms()).isEmpty();
    tale.after(1);
    assertThat(alarms()).hasSize(1);
  }

  @Test
  void aContactThatDoesNotSayThatTheDoorWasReleasedIsToldBeforeAFireNeedsIt() {
    admits();
    tale.after(100);
    freed(true);
    tale.after(5_000);
    freed(false);
    assertThat(tale.facts(CounterFailed.class)).isEmpty();
    admits();
    tale.after(1_000);
    assertThat(tale.facts(CounterFailed.class))
        .containsExactly(new CounterFailed("exit-freed", "silent"));
    assertThat(status().reason()).contains("the exit-freed contact is silent");
    assertThat(alarms()).as("nobody wanted to leave").isEmpty();
    restarts();
    freed(false);
    assertThat(status().reason()).contains("the exit-freed contact is silent");
    freed(true);
    assertThat(status().reason()).isEmpty();
    assertThat(tale.facts(CounterFailed.class)).hasSize(1);
    assertThat(tale.facts(EntranceFact.CounterWell.class)).hasSize(1);
  }

  private void admits() {
    tale.tell(new EntranceEvent.CardHeld(ALICE, Optional.empty()));
    tale.tell(new CentreEvent.PatronAnswered(tale.kiosk.visits().asked(), new Verdict.Welcome(2)));
    long number = tale.kiosk.fittings().entrance().access().opened();
    tale.tell(new EntranceEvent.Opened(number, true, ""));
  }

  @Test
  void aContactThatAlwaysSaysFreeAndAButtonThatIsAlwaysPressedAreTold() {
    freed(true);
    tale.after(4 * MINUTE);
    assertThat(tale.facts(CounterFailed.class)).isEmpty();
    tale.after(MINUTE);
    presses(true);
    tale.after(MINUTE);
    assertThat(tale.facts(CounterFailed.class))
        .containsExactly(
            new CounterFailed("exit-freed", "stuck"), new CounterFailed("exit-button", "stuck"));
    assertThat(status().reason())
        .contains("the exit-freed contact is stuck", "the exit-button contact is stuck");
    freed(false);
    presses(false);
    assertThat(status().reason()).isEmpty();
  }

  @Test
  void aStationWithoutTheContactSaysThatItCannotSee() {
    var door =
        new EntrancePlan.Door(new DeviceId("pins"), Duration.ofSeconds(5), Duration.ofMillis(250));
    tale = inService(Tale.plan().with(FittingsPlan.none().with(EntrancePlan.none().with(door))));
    tale.tell(new FireChanged(true)).after(MINUTE);
    assertThat(alarms()).isEmpty();
    assertThat(status().fittings()).containsEntry("exit", "cannot be seen");
  }

  @Test
  void aContactThatIsTakenOutOfTheConfigurationLeavesAnAlarmThatCanBeEnded() {
    tale.tell(new FireChanged(true)).after(1_000);
    Tale other = Tale.inService();
    other.kiosk = other.kiosk.with(tale.kiosk.fittings());
    other.tell(new TimeEvent.Restarted(2, "ordered")).devicesUp().after(MINUTE);
    assertThat(other.kiosk.said().status().orElseThrow().reason()).contains("the way out");
    other.tell(new ServiceEvent.ExitCleared("lin", "no lock any more"));
    assertThat(other.kiosk.said().status().orElseThrow().reason()).isEmpty();
  }
}
