package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.soak.Soak.Terms;

/** Seeds are begun as many at once as is said, and what comes of each is its own. */
class SoakRunTest {
  private static final Terms SHORT = Terms.hours(1);

  @Test
  void moreJobsAreTakenUpWhileItRunsAndChangeNothing() throws InterruptedException {
    var seeds = new ArrayList<Long>();
    var alone = SoakRun.run(1, 3, SHORT, () -> 1, outcome -> seeds.add(outcome.seed()));
    assertThat(seeds).containsExactly(1L, 2L, 3L);

    var jobs = new ArrayDeque<>(List.of(1, 1));
    var more = SoakRun.run(1, 3, SHORT, () -> jobs.isEmpty() ? 2 : jobs.remove(), one -> true);
    assertThat(jobs).isEmpty();
    assertThat(more.seeds()).isEqualTo(3);
    assertThat(more.tally().counts()).isEqualTo(alone.tally().counts());
  }

  /** Each seed of these lasts until another one is lived beside it. */
  @Test
  void twoJobsLiveTwoSeedsAtOnce() throws InterruptedException {
    var together = new CyclicBarrier(2);
    var result = SoakRun.run(1, 6, seed -> lived(seed, together), () -> 2, one -> true);
    assertThat(result.seeds()).isEqualTo(6);
    assertThat(result.failures()).isEmpty();
  }

  private static Outcome lived(long seed, CyclicBarrier together) {
    Optional<Throwable> violation = Optional.empty();
    try {
      together.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      violation = Optional.of(alone);
    }
    return new Outcome(seed, 0, 0, new Tally(), violation);
  }

  @Test
  void noSeedIsBegunOnceItIsEnough() throws InterruptedException {
    var result = SoakRun.run(1, 99, SHORT, () -> 1, outcome -> outcome.seed() < 2);
    assertThat(result.seeds()).isEqualTo(2);
  }
}
