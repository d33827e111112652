package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.station.Assembly;

/** Some seeds of the soak in each run of the tests; {@code ./kiosk soak} runs thousands. */
class SoakTest {
  private static final int SEEDS = 20;
  private static final int HOURS = 3;

  @Test
  void theFirstSeedsKeepEveryPromise() throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    var result = SoakRun.run(1, SEEDS, HOURS, cores, outcome -> {});
    Figures.lines(result).forEach(System.out::println);
    assertThat(result.failures())
        .as("./kiosk soak --seeds 1-%d --hours %d", SEEDS, HOURS)
        .extracting(outcome -> "seed " + outcome.seed() + ": " + outcome.violation().orElseThrow())
        .isEmpty();
    assertThat(result.tally().of("counts compared")).isPositive();
    assertThat(result.tally().of("cuts")).isPositive();
    assertThat(result.tally().of("messages doubled")).isPositive();
  }

  @Test
  void aSeedTellsTheSameStoryByteForByteTwice() {
    for (long seed = 3; seed <= 4; seed++) {
      String once = story(seed);
      assertThat(once).hasSizeGreaterThan(10_000);
      assertThat(story(seed)).isEqualTo(once);
    }
  }

  private static String story(long seed) {
    var lines = new StringBuilder();
    Outcome outcome =
        Soak.run(
            seed,
            2,
            Assembly.PRODUCT,
            (at, words) -> lines.append(Trace.written(at, words.get())).append('\n'));
    assertThat(outcome.violation()).isEmpty();
    return lines.toString();
  }
}
