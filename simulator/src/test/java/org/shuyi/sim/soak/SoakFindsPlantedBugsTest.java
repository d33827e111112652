package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.soak.Violation.Promise;

/** A soak that finds nothing proves nothing: each planted bug must be found by a low seed. */
class SoakFindsPlantedBugsTest {
  private static final Teeth TEETH = new Teeth(Teeth.HOURS);

  /**
   * Where the search begins for those that low seeds miss, so that the tests stay short; {@code
   * ./kiosk soak --teeth} begins at 1.
   */
  private static final Map<Plant, Integer> FROM =
      Map.of(
          Plant.SILENT_BOARD_TAKEN_FOR_CLOSED, 38,
          Plant.AN_ANSWER_FOR_ANYBODY, 406,
          Plant.THE_CALENDAR_STAMPS_RECORDS, 10,
          Plant.A_GLIMPSE_IS_ENOUGH, 9,
          Plant.NO_OUTBOX_IS_FULL, 95,
          Plant.LETS_IN_WHOM_THE_CENTRE_REFUSED, 4,
          Plant.TAKES_THE_WAY_OUT_FOR_FREE, 4,
          Plant.THE_GATE_RINGS_UNHEARD, 4,
          Plant.NOBODY_SLIPS_IN, 4);

  /** What only one look of the judge can find, and which promise that is. */
  private static final Map<Plant, Promise> FOUND_AS =
      Map.of(
          Plant.THE_CALENDAR_STAMPS_RECORDS, Promise.CLOCK,
          Plant.A_SLIP_FOR_TWO, Promise.PRIVACY,
          Plant.NO_OUTBOX_IS_FULL, Promise.BOUNDED,
          Plant.CLOSED_FOR_GOOD, Promise.HEALS,
          Plant.THE_GATE_RINGS_UNHEARD, Promise.EVIDENCE,
          Plant.NOBODY_SLIPS_IN, Promise.EVIDENCE);

  /** And the product keeps every promise at that seed. */
  @ParameterizedTest
  @EnumSource(Plant.class)
  void aPlantedBugIsFoundWithinTwoThousandSeeds(Plant bug) {
    Optional<Outcome> found = TEETH.find(bug, FROM.getOrDefault(bug, 1));
    System.out.println(Teeth.line(bug, found));
    assertThat(found).as("%s: %s", bug, bug.words()).isPresent();
    assertThat(found.orElseThrow().violation().orElseThrow())
        .isInstanceOfSatisfying(
            Violation.class,
            broken ->
                assertThat(broken.promise())
                    .isEqualTo(FOUND_AS.getOrDefault(bug, broken.promise())));
  }
}
