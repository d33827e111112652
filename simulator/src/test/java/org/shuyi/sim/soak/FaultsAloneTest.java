package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.sim.soak.Soak.Terms;
import org.shuyi.sim.station.Assembly;

/**
 * Each fault that the page gives to the soak, by its number and alone: a station lives some hours
 * with it, meets it in every shape that it has, and keeps every promise, also that all is well
 * again a minute after the last of it ({@link Audit}).
 */
class FaultsAloneTest {
  private static final int HOURS = 1;

  /** So many seeds may be needed until chance has shown every shape of one. */
  private static final int SEEDS = 12;

  static Stream<ListedFault> faults() {
    return FaultList.read().stream().filter(ListedFault::isInTheSoak);
  }

  @ParameterizedTest(name = "fault {0}")
  @MethodSource("faults")
  void aFaultAloneIsMetAndNoPromiseIsBroken(ListedFault fault) {
    Set<Trouble> shapes = FaultList.troubles(fault.number());
    Set<Trouble> unmet = EnumSet.copyOf(shapes);
    var terms = new Terms(HOURS, shapes, true, false);
    for (long seed = 1; seed <= SEEDS && !unmet.isEmpty(); seed++) {
      var outcome = Soak.run(seed, terms, Assembly.PRODUCT, Trace.NONE);
      assertThat(outcome.violation())
          .as("soak --seed %d --hours %d --fault %d --alone", seed, HOURS, fault.number())
          .isEmpty();
      unmet.removeIf(trouble -> outcome.tally().of(trouble.counted()) > 0);
    }
    assertThat(unmet)
        .as("shapes of fault %d that %d seeds never met", fault.number(), SEEDS)
        .isEmpty();
  }

  /** The end of fault 25 that matters: a bolt of which nobody knows whether it moved. */
  @Test
  void anAnswerThatIsLostAfterThePullLeavesItsEndUnknown() {
    var terms = new Terms(HOURS, FaultList.troubles(25), true, false);
    var outcome = Soak.run(1, terms, Assembly.PRODUCT, Trace.NONE);
    assertThat(outcome.violation()).isEmpty();
    assertThat(Reached.never(outcome.tally())).doesNotContain("pull UNKNOWN");
  }
}
