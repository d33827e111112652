package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How many rounds a count needs. A book is gone when no round saw it, so with 5 % missed in a round
 * it vanishes in one count of 1 / 0.05^rounds.
 *
 * <p>The same with the real drivers and their peers is {@link
 * TagContract#sixteenBooksOfWhichEachRoundMissesOneInTwentyAreAllThereAfterSevenRounds}, for as
 * many counts as a build has time for.
 */
class ReadRateTest {
  private static final int VISITS = 100_000;
  private static final int BOOKS = 16;
  private static final double MISSED = 0.05;

  /** That in all these visits no book is declared gone that is there, computed exactly. */
  private static double noneGone(int rounds) {
    double gone = Math.pow(MISSED, rounds);
    return Math.exp((double) VISITS * BOOKS * Math.log1p(-gone));
  }

  @Test
  void sevenRoundsLoseNoBookInAHundredThousandVisitsAndFewerDo() {
    assertThat(1 - noneGone(7)).isCloseTo(0.00125, within(0.00001));
    assertThat(1 - noneGone(6)).isCloseTo(0.0247, within(0.0001));
    assertThat(1 - noneGone(5)).isCloseTo(0.393, within(0.001));
    assertThat(1 - noneGone(3)).isGreaterThan(0.99);
  }

  @Test
  void aHundredThousandVisitsTenTimesOverLoseNoBook() {
    for (int seed = 1; seed <= 10; seed++) assertThat(gone(seed, 7)).as("seed %d", seed).isZero();
    assertThat(gone(1, 3)).as("three rounds, of which 200 are expected").isBetween(140, 260);
  }

  private static int gone(int seed, int rounds) {
    var random = new Random(seed);
    int gone = 0;
    for (int book = 0; book < VISITS * BOOKS; book++) {
      int missed = 0;
      while (missed < rounds && random.nextInt(1_000) < 1_000 * MISSED) missed++;
      if (missed == rounds) gone++;
    }
    return gone;
  }
}
