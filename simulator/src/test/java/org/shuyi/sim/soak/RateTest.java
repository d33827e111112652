package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
  @Test
  void everyTroubleOfTheStreetHasOneRateAndAReason() {
    assertThat(Rate.ofTheStreet()).extracting(Rate::trouble).doesNotHaveDuplicates();
    assertThat(Rate.ofTheStreet())
        .isNotEmpty()
        .allSatisfy(
            rate -> {
              assertThat(rate.aYear()).isPositive();
              assertThat(rate.why()).isNotBlank();
            });
  }

  @Test
  void whatComesOnceADayComesEvery1440Minutes() {
    assertThat(new Rate(Trouble.NETWORK_AWAY, 365, "").everyMinutes()).isEqualTo(1_440);
  }
}
