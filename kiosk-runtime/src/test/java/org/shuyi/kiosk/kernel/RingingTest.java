package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.EntranceContact.GATE;
import static org.shuyi.kiosk.kernel.EntranceContact.GATE_IN;
import static org.shuyi.kiosk.kernel.EntranceContact.GATE_OUT;
import static org.shuyi.kiosk.kernel.EntranceContact.IN;
import static org.shuyi.kiosk.kernel.EntranceContact.OUT;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactChanged;
import org.shuyi.kiosk.kernel.EntranceFact.GateRang;
import org.shuyi.kiosk.kernel.EntranceFact.GateRangForLoan;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;

/** The exit gate rings: for something that we lent and did not unsecure, or as an alarm. */
class RingingTest {
  private static final int MINUTE = 60_000;
  private static final TagId BOOK = Tale.tag(1);
  private final Tale tale = Tale.inService();

  private void rings(EntranceContact contact) {
    tale.tell(new ContactChanged(contact, true)).tell(new ContactChanged(contact, false));
  }

  /** The marks of book 1 cannot be written, which is a work item from now on. */
  private void failsToUnsecure() {
    tale.tell(new ShelfEvent.MarkEnded(DOOR_1, BOOK, false, "no answer"));
  }

  private void takesBook() {
    tale.admitted(ALICE, 3).opens(DOOR_1);
  }

  private void isCounted() {
    tale.closes(DOOR_1).counted(DOOR_1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
  }

  private String reason() {
    return tale.kiosk.said().status().orElseThrow().reason();
  }

  private boolean sorry() {
    Screen screen = tale.kiosk.said().screen().orElseThrow();
    return screen.notices().stream().anyMatch(notice -> notice.key().equals("gate-sorry.title"));
  }

  @Test
  void whatWasLentAndNotUnsecuredIsARepairItemWithAnApologyAndNoAlarm() {
    failsToUnsecure();
    takesBook();
    isCounted();
    tale.after(4 * MINUTE);
    rings(GATE_OUT);
    assertThat(tale.facts(GateRangForLoan.class))
        .containsExactly(new GateRangForLoan(BOOK, DOOR_1, "out"))
        .allMatch(Fact::isClaim);
    assertThat(tale.facts(GateRang.class)).isEmpty();
    assertThat(tale.kiosk.fittings().marks().repair(BOOK))
        .isEqualTo("the exit gate rang for it after it was lent");
    assertThat(tale.facts(ShelfFact.MarkFailed.class)).as("one work item").hasSize(1);
    assertThat(sorry()).isTrue();
    assertThat(tale.screen()).isEqualTo("gate-sorry");
    assertThat(reason()).isEmpty();
    tale.after(20_000);
    assertThat(sorry()).isFalse();
  }

  @Test
  void aWritingThatWasUnderWayWhenItWasLentBecomesARepairItem() {
    var secured = new TreeMap<TagId, Reading>();
    for (int book = 1; book <= 3; book++) secured.put(Tale.tag(book), Tale.surely(book));
    secured.put(BOOK, new Reading(5, new Content.Book(Tale.item(1), true), false));
    takesBook();
    tale.closes(DOOR_1).read(DOOR_1, secured).opens(DOOR_1);
    assertThat(tale.effects(Effect.Mark.class)).hasSize(1);
    isCounted();
    rings(GATE_OUT);
    assertThat(tale.facts(ShelfFact.MarkFailed.class))
        .containsExactly(
            new ShelfFact.MarkFailed(BOOK, DOOR_1, "the exit gate rang for it after it was lent"));
    assertThat(tale.facts(GateRangForLoan.class)).hasSize(1);
  }

  @Test
  void whatNothingExplainsIsAnAlarmWithItsWayThatIsOnTheDiskAndAtTheCentreAtOnce() {
    takesBook();
    isCounted();
    tale.forget();
    rings(GATE_OUT);
    assertThat(tale.facts(EntranceFact.class)).containsExactly(new GateRang("out", ""));
    assertThat(tale.facts(GateRang.class)).allMatch(Fact::isClaim);
    assertThat(tale.effects(Effect.TellAtOnce.class)).hasSize(1);
    assertThat(reason()).isEqualTo("the exit gate rang, way out");
    assertThat(sorry()).isFalse();
    rings(GATE_IN);
    assertThat(tale.facts(GateRang.class)).endsWith(new GateRang("in", ""));
    tale.after(5 * MINUTE);
    assertThat(reason()).isEmpty();
  }

  @Test
  void aLoanOfMoreThanFiveMinutesAgoExplainsNothing() {
    failsToUnsecure();
    takesBook();
    isCounted();
    tale.after(5 * MINUTE);
    rings(GATE_OUT);
    assertThat(tale.facts(GateRang.class)).hasSize(1);
    assertThat(tale.facts(GateRangForLoan.class)).isEmpty();
    assertThat(tale.kiosk.fittings().entrance().gate().lent()).isEmpty();
  }

  @Test
  void whoeverIsAtTheGateBeforeTheLoanIsCountedIsExplainedByIt() {
    failsToUnsecure();
    takesBook();
    rings(GATE_OUT);
    assertThat(tale.facts(GateRang.class)).hasSize(1);
    tale.after(20_000);
    isCounted();
    assertThat(tale.facts(GateRangForLoan.class)).hasSize(1);
    assertThat(reason()).isEmpty();
    assertThat(sorry()).isTrue();
  }

  @Test
  void forWhatTheCentreKeepsBackTheGateShallRing() {
    long arrived = tale.kiosk.outbox().recorded();
    var refused = new CentreEvent.RecordRefused(arrived, "withdrawn", Optional.of(BOOK));
    tale.tell(new CentreEvent.Applied(arrived, List.of(refused)));
    assertThat(tale.kiosk.fittings().marks().withheld()).containsExactly(BOOK);
    takesBook();
    isCounted();
    rings(GATE_OUT);
    assertThat(tale.facts(GateRang.class)).hasSize(1);
    assertThat(tale.facts(GateRangForLoan.class)).isEmpty();
  }

  @Test
  void somebodyWhoStandsInTheGateIsOneAlarm() {
    for (int i = 0; i < 30; i++) {
      rings(GATE_OUT);
      tale.after(2_000);
    }
    assertThat(tale.facts(GateRang.class)).hasSize(1);
    tale.after(10_000);
    rings(GATE_OUT);
    assertThat(tale.facts(GateRang.class)).hasSize(2);
  }

  @Test
  void underTheEyesOfStaffItIsARecordAndNoAlarm() {
    tale.tell(new ServiceEvent.ServiceBegan("lin", "weeding", 30));
    rings(GATE_OUT);
    assertThat(tale.facts(GateRang.class)).containsExactly(new GateRang("out", "lin"));
    tale.tell(new ServiceEvent.ServiceEnded("lin"));
    assertThat(reason()).isEmpty();
  }

  @Test
  void aGateThatTellsNoWayIsAskedOfTheCounter() {
    rings(GATE);
    assertThat(tale.facts(GateRang.class)).containsExactly(new GateRang("unknown", ""));
    var quiet = new Hours(ZoneId.of("UTC"), LocalTime.of(3, 0), LocalTime.of(5, 0));
    var room = new EntrancePlan.Room(3, false, 5, quiet);
    Plan plan = Tale.plan().with(FittingsPlan.none().with(EntrancePlan.none().with(room)));
    Tale counted = Tale.inService(plan);
    for (EntranceContact way : List.of(IN, OUT)) {
      counted.tell(new ContactChanged(way, true)).tell(new ContactChanged(way, false));
      counted.after(1_000);
      counted.tell(new ContactChanged(GATE, true)).tell(new ContactChanged(GATE, false));
      counted.after(20_000);
    }
    assertThat(counted.facts(GateRang.class))
        .containsExactly(new GateRang("in", ""), new GateRang("out", ""));
  }

  @Test
  void aContactThatStaysOpenIsToldAsStuck() {
    tale.tell(new ContactChanged(GATE_OUT, true)).after(MINUTE);
    assertThat(reason()).contains("the exit gate's gate-out contact is stuck");
    tale.after(10 * MINUTE);
    assertThat(tale.facts(EntranceFact.CounterFailed.class)).hasSize(1);
    assertThat(tale.facts(GateRang.class)).hasSize(1);
    tale.tell(new ContactChanged(GATE_OUT, false));
    assertThat(reason()).isEmpty();
    tale.tell(new EntranceEvent.ContactUnseen(GATE_OUT));
    assertThat(reason()).contains("unseen");
    tale.tell(new ContactChanged(GATE_OUT, false));
    assertThat(reason()).isEmpty();
  }

  @Test
  void afterARestartALoanStillExplainsAndEveryWaitEnds() {
    failsToUnsecure();
    takesBook();
    isCounted();
    tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp();
    rings(GATE_OUT);
    assertThat(tale.facts(GateRangForLoan.class)).hasSize(1);
    tale.after(6 * MINUTE);
    assertThat(sorry()).isFalse();
    assertThat(tale.kiosk.fittings().entrance().gate().rang()).isEmpty();
    assertThat(tale.kiosk.wakeAt()).isGreaterThan(tale.ticks);
  }

  /** Whoever passed the counter before the start says nothing of a wire. */
  @Test
  void aWireThatWasCutJustBeforeTheStartIsNoNewAlarmWhateverWayItWas() {
    var quiet = new Hours(ZoneId.of("UTC"), LocalTime.of(3, 0), LocalTime.of(5, 0));
    var room = new EntrancePlan.Room(3, false, 5, quiet);
    Tale counted =
        Tale.inService(Tale.plan().with(FittingsPlan.none().with(EntrancePlan.none().with(room))));
    counted.tell(new ContactChanged(OUT, true)).tell(new ContactChanged(OUT, false));
    counted.tell(new ContactChanged(GATE, true));
    counted.after(2_500).tell(new TimeEvent.Restarted(2, "cut")).devicesUp().after(1_000);
    counted.tell(new ContactChanged(GATE, true));
    assertThat(counted.facts(GateRang.class)).containsExactly(new GateRang("out", ""));
  }

  /** A wire that is cut is heard anew at each start. */
  @Test
  void aCutWireIsToldOnceUntilItIsWholeAgain() {
    tale.tell(new ContactChanged(GATE_OUT, true));
    for (int life = 2; life < 6; life++) {
      tale.after(2_000);
      tale.tell(new TimeEvent.Restarted(life, "cut")).devicesUp();
      tale.tell(new ContactChanged(GATE_OUT, true));
    }
    assertThat(tale.facts(GateRang.class)).as("cut with the power").hasSize(1);
    tale.after(MINUTE);
    for (int life = 6; life < 9; life++) {
      tale.after(10 * MINUTE);
      tale.tell(new TimeEvent.Restarted(life, "cut")).devicesUp();
      tale.tell(new ContactChanged(GATE_OUT, true));
      assertThat(reason()).contains("the exit gate's gate-out contact is stuck");
      tale.tell(new EntranceEvent.ContactUnseen(GATE_OUT));
      tale.tell(new ContactChanged(GATE_OUT, true)).after(10 * MINUTE);
    }
    assertThat(tale.facts(GateRang.class)).hasSize(1);
    assertThat(tale.facts(EntranceFact.CounterFailed.class))
        .containsExactly(new EntranceFact.CounterFailed("gate-out", "stuck"));
    tale.tell(new ContactChanged(GATE_OUT, false));
    assertThat(tale.facts(EntranceFact.CounterWell.class)).hasSize(1);
    assertThat(reason()).isEmpty();
    rings(GATE_OUT);
    assertThat(tale.facts(GateRang.class)).as("whole, it is heard again").hasSize(2);
  }
}
