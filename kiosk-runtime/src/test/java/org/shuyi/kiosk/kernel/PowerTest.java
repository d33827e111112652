package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.PowerEvent.Supply;
import org.shuyi.kiosk.kernel.PowerEvent.SupplyChanged;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** The mains fail, come back, or do not: what is under way ends, and nothing begins. */
class PowerTest {
  private final Tale tale = Tale.inService();

  @Test
  void mainsThatFailAndComeBackAreOneEventHoweverOftenItIsSaid() {
    tale.tell(mains()).tell(battery()).tell(battery());
    assertThat(power()).containsExactly(new PowerFact.MainsLost());
    assertThat(power()).allMatch(Fact::isClaim);
    assertThat(status().serving()).isEqualTo("out-of-service");
    assertThat(status().reason()).isEqualTo("the mains are lost: on battery");
    assertThat(tale.screen()).isEqualTo("out-of-service");
    tale.forget().tell(mains()).tell(mains());
    assertThat(power()).containsExactly(new PowerFact.MainsBack());
    assertThat(status().serving()).isEqualTo("in-service");
    assertThat(tale.screen()).isEqualTo("attract");
  }

  @Test
  void noVisitBeginsOnBattery() {
    tale.tell(battery()).tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.facts(VisitFact.class)).isEmpty();
    tale.tell(mains()).admitted(ALICE, 5);
    assertThat(tale.screen()).isEqualTo("choose-door");
  }

  @Test
  void oneThatWasAskedAboutWhenTheMainsFailedDoesNotBeginEither() {
    tale.tell(new VisitEvent.CardTapped(ALICE)).tell(battery());
    tale.tell(new CentreEvent.PatronAnswered(1, new Verdict.Welcome(5)));
    assertThat(tale.facts(VisitFact.class)).isEmpty();
    assertThat(tale.screen()).isEqualTo("out-of-service");
  }

  @Test
  void whoeverIsHereEndsAtTheOpenDoorAndOpensNoOther() {
    tale.admitted(ALICE, 5).opens(DOOR_1).tell(battery()).forget();
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_2)));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    tale.closes(DOOR_1).counted(DOOR_1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
    assertThat(tale.screen()).isEqualTo("receipt");
    tale.after(12_000);
    assertThat(tale.screen()).isEqualTo("out-of-service");
    assertThat(tale.effects(Effect.Halt.class)).isEmpty();
  }

  @Test
  void aLowBatteryEndsTheProgramWhenTheCentreHasHeardOfIt() {
    tale.tell(battery()).forget().tell(low());
    assertThat(power()).containsExactly(new PowerFact.BatteryLow());
    assertThat(tale.effects(Effect.Halt.class)).isEmpty();
    assertThat(status().reason()).isEqualTo("the battery is low: the station stops");
    tale.after(2_000);
    assertThat(tale.effects(Effect.Halt.class))
        .containsExactly(new Effect.Halt("the battery is low"));
    tale.tell(low()).after(60_000);
    assertThat(tale.effects(Effect.Halt.class)).hasSize(1);
  }

  @Test
  void aBatteryThatIsLowAtOnceIsALossToo() {
    tale.tell(low());
    assertThat(power()).containsExactly(new PowerFact.MainsLost(), new PowerFact.BatteryLow());
  }

  @Test
  void theOpenDoorIsWaitedForAndItsLoanIsRecordedBeforeTheEnd() {
    tale.admitted(ALICE, 5).opens(DOOR_1).tell(battery()).tell(low()).after(2_000);
    assertThat(tale.effects(Effect.Halt.class)).isEmpty();
    tale.closes(DOOR_1);
    assertThat(tale.effects(Effect.Halt.class)).isEmpty();
    tale.counted(DOOR_1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
    assertThat(tale.effects(Effect.Halt.class)).hasSize(1);
  }

  @Test
  void aDoorThatStaysOpenIsNotWaitedForTooLongAndItsVisitorKeepsTheBlame() {
    tale.admitted(ALICE, 5).opens(DOOR_1).tell(low()).after(2_000).after(29_999);
    assertThat(tale.effects(Effect.Halt.class)).isEmpty();
    tale.after(1);
    assertThat(tale.effects(Effect.Halt.class)).hasSize(1);
    tale.tell(new TimeEvent.Restarted(2, "ordered: the battery is low")).devicesUp().tell(mains());
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class))
        .extracting(ShelfFact.Loaned::patron)
        .containsExactly(ALICE);
  }

  @Test
  void mainsThatComeBackInTimeKeepTheProgramRunning() {
    tale.tell(low()).tell(mains()).after(60_000);
    assertThat(tale.effects(Effect.Halt.class)).isEmpty();
    tale.tell(battery()).tell(low()).after(2_000);
    assertThat(tale.effects(Effect.Halt.class)).hasSize(1);
  }

  @Test
  void aSupplyThatNobodySeesIsNoEvent() {
    tale.tell(new SupplyChanged(Supply.UNKNOWN));
    assertThat(tale.facts).isEmpty();
    assertThat(status().serving()).isEqualTo("in-service");
    tale.tell(battery()).forget().tell(new SupplyChanged(Supply.UNKNOWN));
    assertThat(tale.facts).isEmpty();
    assertThat(status().serving()).isEqualTo("out-of-service");
  }

  @Test
  void theLossOutlivesARestartAndIsToldOnce() {
    tale.tell(battery()).forget().tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp();
    tale.tell(battery());
    assertThat(power()).isEmpty();
    assertThat(status().reason()).contains("on battery");
    tale.tell(mains());
    assertThat(power()).containsExactly(new PowerFact.MainsBack());
  }

  @Test
  void afterARestartASupplyThatIsSilentClosesNoLibrary() {
    tale.tell(low()).after(2_000).tell(new TimeEvent.Restarted(2, "ordered: the battery is low"));
    tale.devicesUp().tell(new CentreEvent.LinkChanged(true));
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 1, 2, 3);
    tale.forget().admitted(BOB, 5);
    assertThat(tale.facts(VisitFact.VisitBegan.class)).hasSize(1);
  }

  @Test
  void staffOnSiteMayStillOpenADoorUntilTheBatteryIsLow() {
    tale.tell(new ServiceEvent.ServiceBegan("lin", "the books out", 30)).tell(battery());
    tale.tell(new ServiceEvent.DoorWanted("lin", DOOR_1));
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
    tale.forget().tell(low()).tell(new ServiceEvent.DoorWanted("lin", DOOR_2));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    assertThat(tale.facts(ServiceFact.Acted.class))
        .containsExactly(new ServiceFact.Acted("lin", "open door 2", "the battery is low"));
  }

  private static Event mains() {
    return new SupplyChanged(Supply.MAINS);
  }

  private static Event battery() {
    return new SupplyChanged(Supply.BATTERY);
  }

  private static Event low() {
    return new SupplyChanged(Supply.BATTERY_LOW);
  }

  private Status status() {
    return tale.kiosk.said().status().orElseThrow();
  }

  private List<PowerFact> power() {
    return tale.facts(PowerFact.class);
  }
}
