package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.sim.soak.Soak.Terms;
import org.shuyi.sim.soak.Unreached.Where;

/** Some seeds of the soak in each run of the tests; {@code ./kiosk soak} runs thousands. */
class SoakTest {
  private static final int SEEDS = 40;
  private static final int HOURS = 6;

  @Test
  void seedsKeepEveryPromise() throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    var result = SoakRun.run(1, SEEDS, Terms.hours(HOURS), () -> cores, outcome -> true);
    Figures.lines(result).forEach(System.out::println);
    assertThat(result.failures())
        .as("./kiosk soak --seeds 1-%d --hours %d", SEEDS, HOURS)
        .extracting(outcome -> "seed " + outcome.seed() + ": " + outcome.violation().orElseThrow())
        .isEmpty();
    assertThat(result.tally().of("settled moments with the centre")).isPositive();
    assertThat(result.tally().of("cuts")).isPositive();
    double visitsAnHour = FaultHours.visits(result.tally()) * 3_600_000.0 / result.virtualMillis();
    assertThat(visitsAnHour).as("an hour has its visits, and then quiet").isBetween(7.0, 12.0);
    assertThat(Unreached.missing(result.tally()))
        .as("reached by no seed: a gap of the soak, or dead code")
        .isEmpty();
    assertThat(Unreached.needless(result.tally()))
        .as("reached after all: no exemption is needed")
        .isEmpty();
    assertThat(Suspicions.decidable(result.tally())).isGreaterThan(100);
    assertThat(Suspicions.percentByItself(result.tally())).isGreaterThanOrEqualTo(95);
    assertThat(FaultList.read())
        .filteredOn(ListedFault::isInTheSoak)
        .allSatisfy(fault -> assertThat(result.seedsThatMet(fault.number())).isPositive());
  }

  @Test
  void whatNeedNotBeReachedIsStillThere() {
    assertThat(Reached.all()).containsAll(Unreached.read().keySet());
  }

  @Test
  void whatALongRunNeverReachedIsNamedAndSoIsWhatNeedsNoExemption() {
    var tally = new Tally();
    var exempt = Unreached.read();
    for (String name : Reached.all()) {
      if (exempt.getOrDefault(name, Where.LONG) == Where.LONG) tally.count(Reached.WORD + name);
    }
    assertThat(Unreached.complaints(tally)).isEmpty();

    var without = new Tally();
    tally.counts().keySet().stream()
        .filter(name -> !name.equals("reached door Uncounted"))
        .filter(name -> !name.equals("reached pull UNKNOWN"))
        .filter(name -> !name.equals("reached from door Open to Counting"))
        .forEach(without::count);
    without.count("reached event Conveyed");
    assertThat(Unreached.complaints(without))
        .containsExactly(
            "NOT REACHED: door Uncounted",
            "NOT REACHED: from door Open to Counting",
            "NOT REACHED: pull UNKNOWN",
            "REACHED, and unreached.txt says never: event Conveyed");
  }
}
