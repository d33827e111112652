package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.soak.Soak.Terms;

/** Some seeds of the soak in each run of the tests; {@code ./kiosk soak} runs thousands. */
class SoakTest {
  private static final int SEEDS = 30;
  private static final int HOURS = 6;

  /** What the standard run does not reach, and why. */
  private static final Map<String, String> EXEMPT =
      Map.ofEntries(
          Map.entry("event ActRefused", "the local page asks; the soak's technician has no page"),
          Map.entry("event LoggedIn", "the local page tells; the soak's technician has no page"),
          Map.entry("fact LoggedIn", "follows from the event"),
          Map.entry("event ProofWanted", "the soak's boards are proven by their configuration"),
          Map.entry("event ProofGoesOn", "follows from a proof"),
          Map.entry("event BoardRead", "follows from a proof"),
          Map.entry("effect LookAtBoard", "follows from a proof"),
          Map.entry("effect BelievePolarity", "follows from a proof"),
          Map.entry("fact PolarityProven", "follows from a proof"),
          Map.entry("fact ProofFailed", "follows from a proof"),
          Map.entry("event DoorAjar", "the soak's doors have no sensors of their own"),
          Map.entry("fact DoorAjar", "follows from the event"),
          Map.entry("look AJAR", "follows from the event"),
          Map.entry("event CompartmentSeen", "the soak's compartments have no barriers"),
          Map.entry("event CompartmentSettled", "follows from a barrier"),
          Map.entry("fact CompartmentSuspect", "follows from a barrier"),
          Map.entry("fact CompartmentCleared", "follows from a barrier"),
          Map.entry("event FireUnseen", "pins in memory are always seen"),
          Map.entry("event DeviceMissed", "a loop's queue that is full; the soak has no threads"),
          Map.entry("effect SenseAir", "follows from a device that was missed"),
          Map.entry("event PositionHeard", "the soak's cabinets stand still"),
          Map.entry("event PositionLost", "the soak's cabinets stand still"),
          Map.entry("event StopChosen", "the soak's cabinets stand still"),
          Map.entry("fact StopChanged", "the soak's cabinets stand still"),
          Map.entry("fact RecordSalvaged", "a card that lied, when the judge has gone home"),
          Map.entry("fact RecordsLost", "a card that lied, when the judge has gone home"),
          Map.entry("event PictureSealed", "the soak's camera never answers"),
          Map.entry("event PictureFailed", "the soak's camera never answers"),
          Map.entry("event PicturesSeen", "the soak's camera never answers"),
          Map.entry("fact PictureKept", "the soak's camera never answers"),
          Map.entry("fact PictureFound", "the soak's camera never answers"),
          Map.entry("fact PictureErased", "the soak's camera never answers"),
          Map.entry("event Spoken", "the soak's cabinets have no voice"),
          Map.entry("effect Announce", "the soak's cabinets have neither sign nor voice"),
          Map.entry("effect Silence", "the soak's cabinets have neither sign nor voice"));

  /** What some runs reach and others do not, and why. */
  private static final Map<String, String> NOW_AND_THEN =
      Map.of(
          "pull UNKNOWN", "a board that dies within the second of a pull",
          "stage EXPIRED", "a command that was accepted, and waited too long",
          "stage FAILED", "a bolt that the board says it did not pull",
          "fact WrongDoorOpened", "a key at one door while another is not opened",
          "fact MarkFailed", "a tag that refuses its marks each time",
          "fact EntranceFailed", "a disk that is slow just as a card is held up",
          "fact GateRangForLoan", "a tag that refuses its marks, at the exit gate",
          "fact RecordWasRefused", "lent off line to whom the centre does not know");

  /** No town of the soak has a return slot; ReturnSlotTest has. */
  private static final List<String> RETURN_SLOT =
      List.of(
          "event Conveyed",
          "event HandInGate",
          "event ItemAnswered",
          "event SlotSeen",
          "event TunnelRead",
          "event TunnelUnread",
          "touch ReturnBook",
          "effect AskItem",
          "effect Convey",
          "effect CountTunnel",
          "effect HaltSlot",
          "effect SenseSlot",
          "fact AstraySettled",
          "fact HandedBack",
          "fact SlotStopped",
          "fact SlotWentOn",
          "fact SortMeant",
          "fact TakenBack",
          "fact WentAstray");

  /** Nor a library system with its magnetic unit; MagnetInTheTownTest has. */
  private static final List<String> MAGNET =
      List.of(
          "effect Magnetise",
          "effect SayLoan",
          "effect SayReturn",
          "event LoanAnswered",
          "event PulseBegan",
          "event PulseFailed",
          "event ReturnAnswered",
          "event Unanswered",
          "fact LeftUndone",
          "fact LoanRefused",
          "fact PulseEnded",
          "fact PulseMeant",
          "touch LaidOn");

  @Test
  void seedsKeepEveryPromise() throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    var result = SoakRun.run(1, SEEDS, Terms.hours(HOURS), cores, outcome -> true);
    Figures.lines(result).forEach(System.out::println);
    assertThat(result.failures())
        .as("./kiosk soak --seeds 1-%d --hours %d", SEEDS, HOURS)
        .extracting(outcome -> "seed " + outcome.seed() + ": " + outcome.violation().orElseThrow())
        .isEmpty();
    assertThat(result.tally().of("settled moments with the centre")).isPositive();
    assertThat(result.tally().of("cuts")).isPositive();
    assertThat(Reached.never(result.tally()))
        .as("reached by no seed: a gap of the soak, or dead code")
        .filteredOn(name -> !RETURN_SLOT.contains(name))
        .filteredOn(name -> !MAGNET.contains(name))
        .filteredOn(name -> !NOW_AND_THEN.containsKey(name))
        .isSubsetOf(EXEMPT.keySet());
    assertThat(Reached.of(result.tally()).keySet())
        .as("reached after all: no exemption is needed")
        .doesNotContainAnyElementsOf(EXEMPT.keySet())
        .doesNotContainAnyElementsOf(RETURN_SLOT)
        .doesNotContainAnyElementsOf(MAGNET);
    assertThat(Suspicions.decidable(result.tally())).isGreaterThan(100);
    assertThat(Suspicions.percentByItself(result.tally())).isGreaterThanOrEqualTo(95);
    assertThat(FaultList.read())
        .filteredOn(ListedFault::isInTheSoak)
        .allSatisfy(fault -> assertThat(result.seedsThatMet(fault.number())).isPositive());
  }

  @Test
  void whatNeedNotBeReachedIsStillThere() {
    assertThat(Reached.all())
        .containsAll(EXEMPT.keySet())
        .containsAll(NOW_AND_THEN.keySet())
        .containsAll(RETURN_SLOT)
        .containsAll(MAGNET);
  }
}
