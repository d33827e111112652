package org.shuyi.kiosk.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fault 69: a broker that was away comes back, and a city with it. Each station draws for itself;
 * what is judged is all of them together, second by second.
 */
class ThunderingHerdTest {
  private static final int STATIONS = 100_000;
  private static final int WINDOW = 300;
  private static final int PATIENCE = 600;

  /** What decides when one station tries again. */
  private interface Rule {
    /** Milliseconds from the end of a steady line to the first try. */
    long first();

    /** Milliseconds from a try that failed to the next. */
    long next();
  }

  private static Rule ours(SplittableRandom random) {
    var reconnect = new Reconnect(random, CourierSettings.city());
    return rule(reconnect::afterSteadyLine, reconnect::afterNobody);
  }

  /** Paho's own: a second, doubled up to two minutes, and no chance in it. */
  private static Rule pahos() {
    long[] wait = {500};
    LongSupplier doubled = () -> wait[0] = Math.min(120_000, wait[0] * 2);
    return rule(doubled, doubled);
  }

  private static Rule rule(LongSupplier first, LongSupplier next) {
    return new Rule() {
      @Override
      public long first() {
        return first.getAsLong();
      }

      @Override
      public long next() {
        return next.getAsLong();
      }
    };
  }

  /** How many come back in each second after the broker did. */
  private static int[] comingBack(long outageMillis, java.util.function.Supplier<Rule> rules) {
    var seconds = new int[PATIENCE];
    for (int station = 0; station < STATIONS; station++) {
      Rule rule = rules.get();
      long at = rule.first();
      while (at < outageMillis) at += Math.max(1, rule.next());
      int second = (int) ((at - outageMillis) / 1_000);
      assertThat(second).as("all are back within ten minutes").isLessThan(PATIENCE);
      seconds[second]++;
    }
    return seconds;
  }

  private static int peak(int[] seconds) {
    return Arrays.stream(seconds).max().orElseThrow();
  }

  @ParameterizedTest(name = "away for {0} s")
  @ValueSource(ints = {5, 60, 300, 3_600})
  void aCityThatComesBackDoesNotComeAtOnce(int outageSeconds) {
    var random = new SplittableRandom(69 + outageSeconds);
    int[] seconds = comingBack(outageSeconds * 1_000L, () -> ours(random.split()));
    double mean = (double) STATIONS / WINDOW;
    assertThat(peak(seconds) / mean)
        .as("the busiest second, in means of a second of five minutes")
        .isLessThan(1.25);
  }

  /** They came back, and the broker fell over under them, before any line was steady. */
  @Test
  void aCityThatIsThrownOutTogetherBeforeItsLinesAreSteadyDrawsAnew() {
    var random = new SplittableRandom(70);
    var seconds = new int[PATIENCE];
    for (int i = 0; i < STATIONS; i++) {
      var reconnect = new Reconnect(random.split(), CourierSettings.city());
      reconnect.afterSteadyLine();
      for (int tries = 0; tries < 8; tries++) reconnect.afterNobody();
      seconds[(int) (reconnect.afterFailure() / 1_000)]++;
    }
    assertThat(peak(seconds)).isLessThan(STATIONS / 200);
  }

  @Test
  void withoutChanceTheyAllComeInTheSameSecond() {
    assertThat(peak(comingBack(60_000, ThunderingHerdTest::pahos))).isEqualTo(STATIONS);
  }

  @Test
  void stationsThatStartedTogetherAfterAPowerCutOfTheQuarterTryApart() {
    var random = new SplittableRandom(69);
    var seconds = new int[PATIENCE];
    for (int i = 0; i < STATIONS; i++) {
      seconds[(int) (new Reconnect(random.split(), CourierSettings.city()).atFirst() / 1_000)]++;
    }
    assertThat(peak(seconds)).isLessThan(STATIONS / 20);
  }
}
