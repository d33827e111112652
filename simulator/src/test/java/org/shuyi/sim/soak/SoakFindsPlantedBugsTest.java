package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.sim.soak.Soak.Outcome;

/** A soak that finds nothing proves nothing: each planted bug must be found by a low seed. */
class SoakFindsPlantedBugsTest {
  private static final int MOST_SEEDS = 20;
  private static final int HOURS = 4;

  @ParameterizedTest
  @EnumSource(Plant.class)
  void aPlantedBugIsFoundWithinSomeSeeds(Plant bug) {
    Optional<Outcome> found = Optional.empty();
    for (long seed = 1; seed <= MOST_SEEDS && found.isEmpty(); seed++) {
      Outcome outcome = Soak.run(seed, HOURS, bug.assembly(), Trace.NONE);
      if (outcome.violation().isPresent()) found = Optional.of(outcome);
    }
    assertThat(found).as("%s: %s", bug, bug.words()).isPresent();
    var outcome = found.orElseThrow();
    System.out.printf(
        "%s: seed %d, %s%n", bug, outcome.seed(), outcome.violation().orElseThrow().getMessage());
    assertThat(outcome.violation().orElseThrow()).isInstanceOf(Violation.class);
  }
}
