package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.HouseWiring.Fault;

/**
 * The way out of a room, judged at its door: the wiring of the house frees it, whatever becomes of
 * the program, and where the wiring is at fault the program tells.
 */
class WayOutInTheTownTest {
  private static final Card WANG = Card.of("Wang's card", "04A1B2C3D4E5F6");
  private static final Card STRANGER = Card.of("a stranger's card", "04998877665544");

  /** In which a way out has to be free. */
  private static final int AT_ONCE = 1_000;

  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PORCH),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T04:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none().with(VirtualTown.token(WANG.uid()), new Patron(5, Standing.GOOD)),
          "command-");

  private final Porch porch = town.porch();
  private final ExitDoor door = porch.door();

  WayOutInTheTownTest() {
    town.station().powerOn();
    millis(20_000);
    for (int i = 0; i < 2; i++) porch.walksIn();
    millis(5_000);
    assertThat(porch.leaves()).as("and on other days it holds").isFalse();
  }

  /** What has become of the program. */
  enum Program {
    WELL,
    KILLED,
    FROZEN,
    STUCK_IN_A_TURN,
    WITHOUT_CENTRE,
    OUT_OF_ORDER,
    WITHOUT_READER,
    JUST_STARTED;

    void befalls(WayOutInTheTownTest test) {
      VirtualStation station = test.town.station();
      switch (this) {
        case WELL -> {}
        case KILLED -> station.powerCut();
        case FROZEN -> station.freeze(3_600_000);
        case STUCK_IN_A_TURN -> station.stall(3_600_000);
        case WITHOUT_CENTRE -> {
          test.town.world().network(false);
          test.millis(120_000);
        }
        case OUT_OF_ORDER -> station.tell(new ServiceEvent.ServiceBegan("lin", "lamp", 30));
        case WITHOUT_READER -> test.town.world().unplug("porch");
        case JUST_STARTED -> {
          station.powerCut();
          station.powerOn();
        }
      }
      if (this != JUST_STARTED) test.millis(2_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void inAFireTheDoorGivesWayWithinASecondWhateverBecomesOfTheProgram(Program program) {
    program.befalls(this);
    assertThat(porch.leaves()).isFalse();
    town.world().fire(true);
    assertThat(givesWayAfter(AT_ONCE)).isBetween(1, AT_ONCE);
    for (int i = 0; i < 2; i++) {
      assertThat(porch.leaves()).isTrue();
      millis(60_000);
    }
    assertThat(porch.inside()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void aLoopThatIsCutFreesItAsAFireDoes(Program program) {
    program.befalls(this);
    door.plant(Fault.LOOP_CUT, true);
    assertThat(givesWayAfter(AT_ONCE)).isBetween(1, AT_ONCE);
    millis(60_000);
    assertThat(porch.leaves()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void theButtonFreesItWithinASecondWithoutACardAndItHoldsAgainBehindWhoeverLeft(Program program) {
    program.befalls(this);
    for (int i = 0; i < 2; i++) {
      door.presses(true);
      assertThat(givesWayAfter(AT_ONCE)).isBetween(1, AT_ONCE);
      assertThat(porch.leaves()).isTrue();
      door.presses(false);
      millis(3_000);
      assertThat(porch.leaves()).isFalse();
    }
    assertThat(porch.inside()).isZero();
    if (program == Program.WELL) {
      assertThat(records("exit-not-free")).isEmpty();
      assertThat(records("tailgated")).as("who came in at first").hasSize(2);
      assertThat(records("door-forced")).isEmpty();
      assertThat(inside()).isZero();
    }
  }

  /** Cards that are let in, that are refused, that are left there, while people leave. */
  @Test
  void theCardSideNeverKeepsItShut() {
    int left = 0;
    for (int i = 0; i < 40; i++) {
      porch.hold(i % 3 == 0 ? STRANGER : WANG);
      millis(37 * i);
      if (i % 4 == 0) porch.takeAway();
      door.presses(true);
      assertThat(givesWayAfter(AT_ONCE)).as("press %d", i).isBetween(0, AT_ONCE);
      if (porch.leaves()) left++;
      millis(150 + 91 * i);
      assertThat(door.givesWay()).as("while it is pressed, press %d", i).isTrue();
      door.presses(false);
      porch.walksIn();
      millis(700);
    }
    assertThat(left).isEqualTo(40);
    assertThat(records("admitted")).hasSizeGreaterThan(3);
    assertThat(records("not-admitted")).isNotEmpty();
    porch.hold(WANG);
    town.world().fire(true);
    assertThat(givesWayAfter(AT_ONCE)).isLessThanOrEqualTo(AT_ONCE);
    millis(60_000);
    assertThat(door.givesWay()).isTrue();
    assertThat(records("exit-not-free")).isEmpty();
  }

  @Test
  void aFireThatFreesItIsRecordedWithItsTime() {
    town.world().fire(true);
    millis(3_000);
    assertThat(records("fire-began")).hasSize(1);
    assertThat(records("exit-freed")).singleElement().asString().startsWith("afterMillis=");
    long after =
        Long.parseLong(records("exit-freed").getFirst().substring("afterMillis=".length()));
    assertThat(after).isBetween(1L, 200L);
    assertThat(status().fittings()).containsEntry("exit", "free");
    assertThat(notices()).doesNotContain("notice.exit");
  }

  /** Each of these keeps people inside, or keeps the station from seeing that it does not. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "FIRE_BRIDGED",
        "FIRE_AT_WRONG_TERMINAL",
        "PLATE_STUCK",
        "FREED_PIN_CUT",
        "FREED_AT_WRONG_TERMINAL"
      })
  void aFaultOfTheWiringIsAnAlarmASecondAfterTheFireUntilAPersonOnSiteHasLooked(Fault fault) {
    door.plant(fault, true);
    millis(2_000);
    town.world().fire(true);
    boolean gaveWay = givesWayAfter(AT_ONCE) <= AT_ONCE;
    boolean blind = fault == Fault.FREED_PIN_CUT || fault == Fault.FREED_AT_WRONG_TERMINAL;
    assertThat(gaveWay).as("the door itself").isEqualTo(blind);
    millis(1_100 - (gaveWay ? ExitDoor.DROP_MILLIS : AT_ONCE));
    isTold("fire");
    town.world().fire(false);
    millis(2_000);
    ended("toast");
    millis(60_000);
    town.station().powerCut();
    town.station().powerOn();
    millis(20_000);
    isTold("fire");
    assertThat(town.station().screen().orElseThrow().name()).isEqualTo("attract");
    porch.hold(WANG);
    millis(2_000);
    assertThat(door.givesWay() && fault != Fault.FIRE_AT_WRONG_TERMINAL)
        .as("nobody more is let in")
        .isFalse();
    door.plant(fault, false);
    millis(100);
    cleared("mended");
    millis(20_000);
    assertThat(notices()).doesNotContain("notice.exit");
    assertThat(records("exit-cleared")).containsExactly("person=lin reason=mended");
    assertThat(town.centre().alarms(VirtualTown.address())).doesNotContainKey("exit");
  }

  /** The station's own wire: it takes that for a fire, and the lock holds. */
  @Test
  void aWireOfTheInputThatIsCutAloneIsAFireInWhichTheWayOutIsNotFree() {
    door.plant(Fault.FIRE_PIN_CUT, true);
    millis(1_100);
    assertThat(door.givesWay()).isFalse();
    isTold("fire");
    assertThat(records("fire-began")).hasSize(1);
    cleared("looked");
    assertThat(records("exit-cleared")).as("not while it is so").isEmpty();
    door.presses(true);
    assertThat(givesWayAfter(AT_ONCE)).as("its button still does").isLessThanOrEqualTo(AT_ONCE);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUTTON_BRIDGED", "BUTTON_PIN_CUT", "PLATE_STUCK"})
  void aButtonThatDoesNotFreeItIsAnAlarmASecondAfterItWasPressed(Fault fault) {
    door.plant(fault, true);
    door.presses(fault != Fault.BUTTON_PIN_CUT);
    millis(300);
    door.presses(false);
    assertThat(porch.leaves()).isFalse();
    millis(800);
    isTold("button");
    door.plant(fault, false);
    millis(100);
    cleared("mended");
    assertThat(notices()).doesNotContain("notice.exit");
    door.presses(true);
    millis(AT_ONCE);
    assertThat(porch.leaves()).isTrue();
    assertThat(records("exit-not-free")).hasSize(1);
  }

  /** Before a fire needs it. */
  @Test
  void aContactThatSaysNothingWhenTheDoorIsReleasedForACardIsTold() {
    porch.hold(WANG);
    millis(1_000);
    assertThat(porch.enters()).isTrue();
    porch.takeAway();
    porch.walksOut();
    millis(10_000);
    assertThat(records("counter-failed")).isEmpty();
    door.plant(Fault.FREED_PIN_CUT, true);
    porch.hold(WANG);
    millis(3_000);
    assertThat(porch.enters()).isTrue();
    assertThat(records("counter-failed")).containsExactly("contact=exit-freed why=silent");
    assertThat(status().reason()).contains("the exit-freed contact is silent");
    assertThat(records("exit-not-free")).isEmpty();
  }

  /** In the journal, at the centre, on the screen, in the status. */
  private void isTold(String cause) {
    assertThat(records("exit-not-free")).containsExactly("cause=" + cause);
    assertThat(notices()).contains("notice.exit");
    assertThat(status().fittings()).containsEntry("exit", "not free");
    assertThat(status().reason()).contains("the way out was not free a second after");
    millis(5_000);
    assertThat(town.centre().alarms(VirtualTown.address())).containsKey("exit");
  }

  private void ended(String reason) {
    town.station().tell(new ServiceEvent.EmergencyEnded("lin", reason));
  }

  private void cleared(String reason) {
    town.station().tell(new ServiceEvent.ExitCleared("lin", reason));
    millis(1_000);
  }

  /** Milliseconds until it gives way, or one more than this. */
  private int givesWayAfter(int atMost) {
    for (int after = 0; after <= atMost; after++) {
      if (door.givesWay()) return after;
      millis(1);
    }
    return atMost + 1;
  }

  private int inside() {
    return town.station().kiosk().fittings().entrance().occupancy().inside();
  }

  private List<String> notices() {
    return town.station().screen().orElseThrow().notices().stream().map(Phrase::key).toList();
  }

  private Status status() {
    return town.station().kiosk().said().status().orElseThrow();
  }

  private List<String> records(String kind) {
    return town.journal().tail(1_000).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private void millis(int millis) {
    town.time().run(town.time().now() + millis);
  }
}
