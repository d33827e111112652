package org.shuyi.sim.bench;

import java.util.Arrays;
import java.util.Collection;

/** Measured values in ascending order, one at least; what noise does is told by its percentiles. */
final class Samples {
  private final double[] ascending;

  private Samples(double[] ascending) {
    this.ascending = ascending;
  }

  /**
   * @throws IllegalArgumentException if nothing was measured
   */
  static Samples of(Collection<? extends Number> values) {
    if (values.isEmpty()) throw new IllegalArgumentException("nothing was measured");
    double[] ascending = values.stream().mapToDouble(Number::doubleValue).toArray();
    Arrays.sort(ascending);
    return new Samples(ascending);
  }

  /**
   * The smallest value that so many percent of all do not exceed (nearest rank).
   *
   * @param percent above 0, at most 100
   */
  double percentile(double percent) {
    if (!(percent > 0 && percent <= 100)) throw new IllegalArgumentException(percent + " percent");
    // 99.9 * 1000 / 100 is a little more than 999 in binary fractions.
    int rank = (int) Math.ceil(percent * ascending.length / 100 - 1e-9);
    return ascending[Math.max(rank, 1) - 1];
  }

  /** The middle value, or the mean of the two that are nearest to the middle. */
  double median() {
    int half = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[half]
        : (ascending[half - 1] + ascending[half]) / 2;
  }

  int count() {
    return ascending.length;
  }
}
