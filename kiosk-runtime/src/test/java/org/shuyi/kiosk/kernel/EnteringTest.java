package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.EntranceContact.IN;
import static org.shuyi.kiosk.kernel.EntranceContact.OUT;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactChanged;
import org.shuyi.kiosk.kernel.EntranceEvent.Opened;
import org.shuyi.kiosk.kernel.EntranceFact.Admitted;
import org.shuyi.kiosk.kernel.EntranceFact.NotAdmitted;
import org.shuyi.kiosk.kernel.EntranceFact.Tailgated;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Who may come into the room, when, and on what grounds. */
class EnteringTest {
  private static final DeviceId PINS = new DeviceId("pins");
  private static final int PATIENCE = 250;
  private final Tale tale = Tale.inService(plan());

  private static Plan plan() {
    var quiet = new Hours(ZoneId.of("UTC"), LocalTime.of(3, 0), LocalTime.of(5, 0));
    var entrance =
        EntrancePlan.none()
            .with(new EntrancePlan.Room(3, false, 5, quiet))
            .with(new EntrancePlan.Door(PINS, Duration.ofSeconds(5), Duration.ofMillis(PATIENCE)));
    return Tale.plan().with(FittingsPlan.none().with(entrance));
  }

  private void tap(PatronToken patron) {
    tale.tell(new EntranceEvent.CardHeld(patron, Optional.empty()));
  }

  private void answer(Verdict verdict) {
    tale.tell(new CentreEvent.PatronAnswered(tale.kiosk.visits().asked(), verdict));
  }

  private void passes(EntranceContact way) {
    tale.tell(new ContactChanged(way, true)).tell(new ContactChanged(way, false));
  }

  private List<String> grounds() {
    return tale.facts(Admitted.class).stream().map(Admitted::grounds).toList();
  }

  private List<String> refusals() {
    return tale.facts(NotAdmitted.class).stream().map(NotAdmitted::why).toList();
  }

  private int releases() {
    return tale.effects(Effect.Admit.class).size();
  }

  private String title() {
    return tale.kiosk.said().screen().orElseThrow().title().key();
  }

  /** The policy has no room for strangers while the centre is away. */
  private void known(boolean strangers) {
    tale.tell(new CentreEvent.PolicyArrived(Tale.policy(2, 3, strangers)));
  }

  @Test
  void theCentresWordOpensAndItsRecordIsOnTheDiskBeforeAndNamesNobody() {
    tap(ALICE);
    assertThat(tale.effects(Effect.AskCentre.class))
        .containsExactly(new Effect.AskCentre(1, ALICE, Duration.ofMillis(PATIENCE)));
    assertThat(releases()).isZero();
    answer(new Verdict.Welcome(4));
    assertThat(tale.effects(Effect.Admit.class))
        .containsExactly(new Effect.Admit(1, Duration.ofSeconds(5)));
    assertThat(tale.facts(EntranceFact.class)).containsExactly(new Admitted(1, "centre"));
    assertThat(tale.facts(EntranceFact.class)).allMatch(Fact::isClaim);
    assertThat(tale.facts.toString()).doesNotContain(ALICE.hex());
    assertThat(tale.screen()).isEqualTo("entrance-open");
    tale.after(5_000);
    assertThat(tale.screen()).isEqualTo("attract");
    tap(ALICE);
    assertThat(releases()).as("its word of a moment ago still stands").isEqualTo(2);
  }

  @Test
  void aSlowCentreIsNotWaitedForAndItsLateWordTeachesForTheNextTime() {
    known(false);
    tap(ALICE);
    tale.after(PATIENCE - 1);
    assertThat(refusals()).isEmpty();
    tale.after(1);
    assertThat(refusals()).containsExactly("offline-stranger");
    answer(new Verdict.Welcome(4));
    assertThat(releases()).as("late").isZero();
    tap(ALICE);
    assertThat(grounds()).containsExactly("centre");
    tap(BOB);
    answer(new Verdict.Welcome(4));
    tale.after(3_600_000);
    tap(BOB);
    tale.after(PATIENCE);
    assertThat(grounds()).containsExactly("centre", "centre", "known");
    answer(new Verdict.Refused("expired"));
    tap(BOB);
    tale.after(PATIENCE);
    assertThat(refusals()).as("and a late no closes it").hasSize(2);
  }

  @Test
  void offLineTheDoorOpensAtOnceForWhoeverIsKnownAndForStrangersByThePolicyOnly() {
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    known(false);
    tale.tell(new CentreEvent.LinkChanged(false)).forget();
    tap(ALICE);
    assertThat(grounds()).containsExactly("known");
    tap(BOB);
    assertThat(refusals()).containsExactly("offline-stranger");
    tale.tell(new CentreEvent.PolicyArrived(Tale.policy(3, 3, true)));
    tap(BOB);
    assertThat(grounds()).containsExactly("known", "stranger");
    assertThat(tale.effects(Effect.AskCentre.class)).isEmpty();
  }

  @Test
  void whoeverIsBlockedOrRefusedStaysOutsideAndIsToldSo() {
    Policy usual = Tale.policy(2, 3, true);
    var blocked = new TreeSet<>(List.of(BOB));
    tale.tell(
        new CentreEvent.PolicyArrived(
            new Policy(2, 30, usual.freshFor(), usual.offline(), blocked, usual.keys(), true)));
    tap(BOB);
    assertThat(title()).isEqualTo("turned-away.blocked.title");
    tap(ALICE);
    answer(new Verdict.Refused("expired"));
    assertThat(title()).isEqualTo("turned-away.expired.title");
    tale.tell(new EntranceEvent.CardUseless("random id"));
    assertThat(refusals()).containsExactly("blocked", "expired", "unusable-card");
    assertThat(releases()).isZero();
    tale.after(8_000);
    assertThat(tale.screen()).isEqualTo("attract");
  }

  @Test
  void aFullRoomSaysFullAtTheDoorAndOpensAgainWhenSomebodyHasLeft() {
    for (int i = 0; i < 3; i++) passes(IN);
    tap(ALICE);
    assertThat(refusals()).containsExactly("full");
    assertThat(title()).isEqualTo("turned-away.full.title");
    passes(OUT);
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    assertThat(releases()).isOne();
    passes(IN);
    tale.after(60_000);
    tap(BOB);
    assertThat(refusals()).hasSize(2);
  }

  @Test
  void theLastPlaceIsGivenToOnePersonOnly() {
    passes(IN);
    passes(IN);
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    tap(BOB);
    assertThat(refusals()).containsExactly("full");
    tap(ALICE);
    assertThat(releases()).as("who has not come in yet may try again").isEqualTo(2);
    tale.after(10_000);
    tap(BOB);
    answer(new Verdict.Welcome(4));
    assertThat(releases()).as("Alice turned around").isEqualTo(3);
  }

  @Test
  void whoeverComesInWithoutACardOfTheirOwnIsReported() {
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    tap(ALICE);
    passes(IN);
    assertThat(tale.facts(Tailgated.class)).isEmpty();
    passes(IN);
    assertThat(tale.facts(Tailgated.class)).as("a card twice is one person").hasSize(1);
    assertThat(tale.facts(Tailgated.class).getFirst()).isEqualTo(new Tailgated(2));
    assertThat(tale.effects(Effect.TellAtOnce.class)).hasSize(1);
    passes(OUT);
    assertThat(tale.facts(Tailgated.class)).as("nobody is asked on the way out").hasSize(1);
  }

  @Test
  void whoeverWasLetInAndTurnedAroundLeavesNoRoomForATailgater() {
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    tale.after(10_000);
    passes(IN);
    assertThat(tale.facts(Tailgated.class)).hasSize(1);
    tap(ALICE);
    tap(BOB);
    answer(new Verdict.Welcome(4));
    passes(IN);
    passes(OUT);
    passes(IN);
    assertThat(tale.facts(Tailgated.class)).as("two cards, two persons").hasSize(1);
  }

  @Test
  void inServiceModeStaffGoInAndOutWithoutAReport() {
    tale.tell(new ServiceEvent.ServiceBegan("lin", "new books", 30));
    passes(IN);
    assertThat(tale.facts(Tailgated.class)).isEmpty();
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    assertThat(releases()).as("the room stays open").isOne();
  }

  @Test
  void aSecondCardDecidesOfTheFirstAtOnceAndIsAskedForItself() {
    tap(ALICE);
    tap(ALICE);
    tap(BOB);
    assertThat(grounds()).containsExactly("stranger");
    assertThat(tale.effects(Effect.AskCentre.class)).hasSize(2);
    answer(new Verdict.Welcome(4));
    assertThat(grounds()).containsExactly("stranger", "centre");
  }

  @Test
  void inAnEmergencyOutOfServiceAndWithoutTheBoardNobodyIsLetIn() {
    tap(ALICE);
    tale.tell(new HealthEvent.FireChanged(true));
    answer(new Verdict.Welcome(4));
    assertThat(refusals()).containsExactly("entrance-closed");
    assertThat(tale.screen()).isEqualTo("emergency");
    var other = new EnteringTest();
    other.tale.tell(new HealthEvent.DeviceChanged(PINS, new DeviceHealth.Lost("away")));
    other.tap(ALICE);
    assertThat(other.refusals()).containsExactly("entrance-away");
    assertThat(other.releases() + releases()).isZero();
  }

  @Test
  void aDoorThatDidNotOpenIsToldAndNobodyIsExpectedBehindIt() {
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    tale.tell(new Opened(1, false, "its pin: gone"));
    assertThat(title()).isEqualTo("turned-away.entrance-away.title");
    assertThat(tale.kiosk.said().status().orElseThrow().reason())
        .isEqualTo("the entrance did not open: its pin: gone");
    passes(IN);
    assertThat(tale.facts(Tailgated.class)).hasSize(1);
    tap(ALICE);
    tale.tell(new Opened(2, true, ""));
    assertThat(tale.kiosk.said().status().orElseThrow().reason()).isEmpty();
  }

  @Test
  void aRestartForgetsWhoWasExpectedAndOpensNothingAgain() {
    tap(ALICE);
    tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp();
    answer(new Verdict.Welcome(4));
    tale.after(60_000);
    assertThat(releases()).isZero();
    assertThat(tale.kiosk.fittings().entrance().access().asking()).isEmpty();
  }

  @Test
  void aDoorThatIsTakenOutHearsNoCardAndWaitsForNothing() {
    tap(ALICE);
    Tale other = Tale.inService();
    other.kiosk = other.kiosk.with(tale.kiosk.fittings());
    other.tell(new TimeEvent.Restarted(2, "ordered"));
    other.tell(new EntranceEvent.CardHeld(ALICE, Optional.empty())).after(60_000);
    assertThat(other.facts(EntranceFact.class)).isEmpty();
    assertThat(other.effects(Effect.Admit.class)).isEmpty();
    assertThat(other.kiosk.wakeAt()).isGreaterThan(other.ticks);
  }

  @Test
  void aVisitAtTheCabinetGoesOnWhileSomebodyIsLetIn() {
    tale.admitted(BOB, 3);
    String before = tale.screen();
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    assertThat(releases()).isOne();
    assertThat(tale.screen()).isEqualTo(before).isEqualTo("choose-door");
    assertThat(tale.facts(VisitFact.VisitBegan.class)).hasSize(1);
  }

  @Test
  void whereNoRecordFitsAnyMoreACardThatIsHeldUpLeavesNone() {
    var outbox = tale.kiosk.outbox();
    long limit = tale.kiosk.plan().outboxLimit();
    tale.kiosk = tale.kiosk.with(new Outbox(outbox.applied() + limit, outbox.applied()));
    for (int i = 0; i < 100; i++) {
      tap(ALICE);
      tale.after(10_000);
    }
    assertThat(releases()).isZero();
    assertThat(refusals()).isEmpty();
    assertThat(tale.facts(StationFact.OutboxFilled.class)).hasSize(1);
    assertThat(tale.kiosk.outbox().waiting()).as("with that alarm").isEqualTo(limit + 1);
  }

  @Test
  void nobodyIsLetInOnTheBattery() {
    tale.tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.BATTERY));
    tale.after(2_000);
    tap(ALICE);
    answer(new Verdict.Welcome(4));
    assertThat(releases()).isZero();
    assertThat(refusals()).containsExactly("entrance-closed");
  }

  /** Somebody who holds a card up again and again fills no journal. */
  @Test
  void ofEachReasonThereIsOneRecordAMinute() {
    known(false);
    tale.tell(new CentreEvent.LinkChanged(false));
    for (int i = 0; i < 60; i++) {
      tap(i % 2 == 0 ? ALICE : BOB);
      if (i % 3 == 0) tale.tell(new EntranceEvent.CardUseless("two cards"));
      assertThat(tale.screen()).as("they are told each time").isEqualTo("turned-away");
      tale.after(500);
    }
    assertThat(refusals()).containsExactlyInAnyOrder("offline-stranger", "unusable-card");
    tale.after(30_000);
    tap(ALICE);
    assertThat(refusals()).hasSize(3);
  }

  /** A counter whose way out is dead fills the room for ever, and nobody is let in any more. */
  @Test
  void aRoomThatOnlyFillsAndStaysFullIsToldAsACounterThatIsSilent() {
    for (int i = 0; i < 3; i++) {
      tap(ALICE);
      answer(new Verdict.Welcome(4));
      passes(IN);
    }
    tap(BOB);
    assertThat(refusals()).contains("full");
    tale.after(9 * 60_000);
    assertThat(failed()).as("three friends who read").isEmpty();
    tale.after(60_000);
    tale.after(60_000);
    assertThat(failed()).containsExactly(new EntranceFact.CounterFailed("out", "silent"));
    assertThat(reason()).contains("the people counter's out contact is silent");
    tale.after(3_600_000);
    tale.tell(new TimeEvent.Restarted(2, "cut")).devicesUp().after(3_600_000);
    assertThat(failed()).as("told once").hasSize(1);
    passes(OUT);
    assertThat(reason()).doesNotContain("silent");
    assertThat(tale.facts(EntranceFact.CounterWell.class))
        .containsExactly(new EntranceFact.CounterWell("out"));
    assertThat(tale.kiosk.fittings().entrance().occupancy().inside()).isEqualTo(2);
  }

  private List<EntranceFact.CounterFailed> failed() {
    return tale.facts(EntranceFact.CounterFailed.class);
  }

  private String reason() {
    return tale.kiosk.said().status().orElseThrow().reason();
  }
}
