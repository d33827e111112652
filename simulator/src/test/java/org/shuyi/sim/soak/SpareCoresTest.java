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

  private double others;
  private long now;

  private SpareCores of(Optional<Path> beside) {
    return new SpareCores(beside, 4, () -> others, () -> now);
  }

  private int whenOthersKeepBusy(SpareCores spare, double cores) {
    others = cores;
    now += SECOND;
    return spare.getAsInt();
  }

  @Test
  void asManyAsOthersLeaveIdleAndOneInAnyCase() throws IOException {
    SpareCores spare = of(Optional.of(Files.createFile(folder.resolve("suite-runs"))));
    assertThat(whenOthersKeepBusy(spare, 0.2)).isEqualTo(4);
    assertThat(whenOthersKeepBusy(spare, 0.9)).isEqualTo(3);
    assertThat(whenOthersKeepBusy(spare, 2.6)).isEqualTo(1);
    assertThat(whenOthersKeepBusy(spare, 4)).isEqualTo(1);
    assertThat(whenOthersKeepBusy(spare, -0.1)).isEqualTo(4);
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
    assertThat(whenOthersKeepBusy(spare, 4)).isEqualTo(1);
    Files.delete(suite);
    assertThat(spare.getAsInt()).isEqualTo(4);
    assertThat(of(Optional.empty()).getAsInt()).isEqualTo(4);
  }
}
