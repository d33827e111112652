package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.demo.DemoCommand;
import org.shuyi.sim.demo.Home;
import org.shuyi.sim.house.Needs;

/** A short run over real processes; {@code ./kiosk torture} is the long one. */
@Needs({"mosquitto", "pty"})
@Timeout(900)
class TortureTest {
  private static final long SEED = 20_261_122;

  /** A machine that tests much else at the same time is slow, and that breaks no promise. */
  private static final Duration WITHIN = Duration.ofSeconds(150);

  @TempDir private Path folder;

  @Test
  void aStationThatIsKilledAndCutOffKeepsItsPromises() throws Exception {
    var home = Home.take(folder.resolve("home"), false).orElseThrow();
    var wish = new Torture.Wish(DemoCommand.sources(), SEED, Duration.ofSeconds(35), WITHIN, false);
    try (var torture = Torture.open(wish, home, words -> {})) {
      var figures = torture.run(words -> {});
      assertThat(figures.broken()).as(String.join("\n", figures.lines())).isEmpty();
      assertThat(figures.counts()).containsKeys("quiet points", "kills", "visitors");
      assertThat(figures.starts()).isGreaterThan(2);
      assertThat(figures.records()).isPositive();
    }
  }
}
