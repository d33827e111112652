package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.soak.Chance;

class StormTest {
  private static Storm storm(long seed, boolean deadly) {
    return Storm.draw(new Chance(seed), 30_000, deadly, 2_000);
  }

  @Test
  void aSeedDrawsTheSameStormAgainAndAnotherSeedAnother() {
    assertThat(storm(7, true)).isEqualTo(storm(7, true)).isNotEqualTo(storm(8, true));
  }

  @Test
  void aStormThatIsNotDeadlyEndsNoLifeButByCommand() {
    assertThat(LongStream.range(0, 200).boxed())
        .allSatisfy(
            seed ->
                assertThat(storm(seed, false).strikes())
                    .noneMatch(
                        strike ->
                            strike.trouble() instanceof Trouble.Killed
                                || strike.trouble() instanceof Trouble.KilledTwice
                                || strike.trouble() instanceof Trouble.Stopped
                                || strike.trouble() instanceof Trouble.MainsFailed));
  }

  @Test
  void strikesComeInTheOrderOfTimeAndWithinTheStorm() {
    for (long seed = 0; seed < 50; seed++) {
      var times = storm(seed, true).strikes().stream().map(Storm.Strike::atMillis).toList();
      assertThat(times).isSorted().allMatch(at -> at < 30_000);
    }
  }
}
