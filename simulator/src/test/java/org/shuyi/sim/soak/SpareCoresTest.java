package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside something else only what it leaves idle is taken, and one core in any case. */
class SpareCoresTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;

  private double idle;
  private long now;

  private SpareCores of(Optional<Path> beside) {
    return new SpareCores(beside, 4, () -> idle, () -> now);
  }

  private int whenIdle(SpareCores spare, double cores) {
    idle = cores;
    now += SECOND;
    return spare.getAsInt();
  }

  @Test
  void asManyAsOthersLeaveIdleAndOneInAnyCase() throws IOException {
    SpareCores spare = of(Optional.of(Files.createFile(folder.resolve("suite-runs"))));
    assertThat(whenIdle(spare, 3.8)).isEqualTo(4);
    assertThat(whenIdle(spare, 3.1)).isEqualTo(3);
    assertThat(whenIdle(spare, 1.4)).isEqualTo(1);
    assertThat(whenIdle(spare, 0)).isEqualTo(1);
    // More than the jobs that are wanted.
    assertThat(whenIdle(spare, 7.2)).isEqualTo(4);
  }

  @Test
  void oneUntilALoadWasMeasured() throws IOException {
    SpareCores spare = of(Optional.of(Files.createFile(folder.resolve("suite-runs"))));
    assertThat(spare.getAsInt()).isEqualTo(1);
    now += SECOND / 10;
    assertThat(spare.getAsInt()).isEqualTo(1);
  }

  @Test
  void allAsSoonAsTheFileIsGoneAndWhereThereIsNone() throws IOException {
    Path suite = Files.createFile(folder.resolve("suite-runs"));
    SpareCores spare = of(Optional.of(suite));
    assertThat(whenIdle(spare, 0)).isEqualTo(1);
    Files.delete(suite);
    assertThat(spare.getAsInt()).isEqualTo(4);
    assertThat(of(Optional.empty()).getAsInt()).isEqualTo(4);
  }
}
