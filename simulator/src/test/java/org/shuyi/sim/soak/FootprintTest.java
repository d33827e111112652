package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FootprintTest {
  /** What a garbage collection leaves to chance, and what a station of four doors may hold. */
  private static final long MOST_BYTES = 1_000_000;

  private static final int HOURS = 100;

  /** Some 2.5 million questions to devices, 40,000 turns and 900 visits without a restart. */
  @Test
  void aProgramThatServesForDaysHoldsNoMoreThanItDidAtFirst() {
    assertThat(Footprint.after(7, HOURS)).isLessThan(MOST_BYTES);
  }
}
