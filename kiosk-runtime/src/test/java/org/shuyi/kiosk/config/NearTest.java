package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A guess helps when it is right, and misleads when it is not. */
class NearTest {
  private static final List<String> POLARITIES = List.of("one-is-closed", "one-is-open");

  @Test
  void oneSlipOfTheHandIsUnderstood() {
    assertThat(Near.to("polarty", List.of("poll", "polarity"))).contains("polarity");
    assertThat(Near.to("plusE", List.of("pulse", "poll"))).contains("pulse");
    assertThat(Near.to("answer-within", List.of("answerWithin"))).contains("answerWithin");
  }

  @Test
  void anOppositeIsNeverSuggestedForASynonym() {
    assertThat(Near.to("one-is-shut", POLARITIES)).isEmpty();
    assertThat(Near.to("one-is-close", POLARITIES)).contains("one-is-closed");
  }

  @Test
  void twoThatAreAsNearAreNotChosenBetween() {
    assertThat(Near.to("reader-3", List.of("reader-1", "reader-2"))).isEmpty();
  }

  @Test
  void aSwapIsOneStep() {
    assertThat(Near.distance("redaer", "reader")).isEqualTo(1);
    assertThat(Near.distance("", "abc")).isEqualTo(3);
  }
}
