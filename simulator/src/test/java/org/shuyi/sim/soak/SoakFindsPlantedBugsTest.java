package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.sim.soak.Soak.Outcome;

/** A soak that finds nothing proves nothing: each planted bug must be found by a low seed. */
class SoakFindsPlantedBugsTest {
  private static final int HOURS = 4;

  /**
   * Where the search begins for those that low seeds miss, so that the tests stay short; {@code
   * ./kiosk soak --teeth} begins at 1.
   */
  private static final Map<Plant, Integer> FROM =
      Map.of(
          Plant.NO_SENSING_AFTER_RESTART, 5,
          Plant.SILENT_BOARD_TAKEN_FOR_CLOSED, 23,
          Plant.A_GLIMPSE_IS_ENOUGH, 9);

  @ParameterizedTest
  @EnumSource(Plant.class)
  void aPlantedBugIsFoundWithinTwoThousandSeeds(Plant bug) {
    Optional<Outcome> found = Teeth.find(bug, FROM.getOrDefault(bug, 1), HOURS);
    System.out.println(Teeth.line(bug, found));
    assertThat(found).as("%s: %s", bug, bug.words()).isPresent();
    assertThat(found.orElseThrow().violation().orElseThrow()).isInstanceOf(Violation.class);
  }
}
