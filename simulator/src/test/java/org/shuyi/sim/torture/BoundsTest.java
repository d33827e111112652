package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** A station that keeps more and more is found. */
class BoundsTest {
  private static final Vitals BEFORE = new Vitals(1, 100_000, 40, 90);

  @Test
  void poolsMayGrowToTheirSize() {
    assertThat(new Vitals(1, 200_000, 56, 122).hasOutgrown(BEFORE)).isFalse();
  }

  @Test
  void threadsThatStayAreFound() {
    assertThat(new Vitals(1, 100_000, 57, 90).hasOutgrown(BEFORE)).isTrue();
  }

  @Test
  void filesThatStayOpenAreFound() {
    assertThat(new Vitals(1, 100_000, 40, 123).hasOutgrown(BEFORE)).isTrue();
  }

  @Test
  void aQueueOverItsLimitIsFoundOnTheTechniciansPage() throws Exception {
    assertThat(Onlooker.overfull(page(1_024, 1_024))).isEmpty();
    assertThat(Onlooker.overfull(page(1_025, 1_024))).hasSize(1);
  }

  private static JsonNode page(long length, long limit) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            """
            {"queues": [{"name": "empty", "length": 0, "limit": 16},
                        {"name": "kernel", "length": %d, "limit": %d}]}
            """
                .formatted(length, limit));
  }
}
