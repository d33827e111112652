package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.sim.soak.Soak.Outcome;

/** A soak that finds nothing proves nothing: each planted bug must be found by a low seed. */
class SoakFindsPlantedBugsTest {
  private static final int HOURS = 4;

  @ParameterizedTest
  @EnumSource(Plant.class)
  void aPlantedBugIsFoundWithinTwoThousandSeeds(Plant bug) {
    Optional<Outcome> found = Teeth.find(bug, HOURS);
    System.out.println(Teeth.line(bug, found));
    assertThat(found).as("%s: %s", bug, bug.words()).isPresent();
    assertThat(found.orElseThrow().violation().orElseThrow()).isInstanceOf(Violation.class);
  }
}
