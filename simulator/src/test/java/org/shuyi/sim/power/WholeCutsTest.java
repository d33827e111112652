package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.house.Needs;

/** Power cuts of the whole station in the middle of visits, judged against the town. */
@Needs({"nbdfuse", "fuse-tools", "ext-tools", "fuse", "loop", "pty"})
@Timeout(1_200)
class WholeCutsTest {
  private static final long SEED = 20_261_122;

  @TempDir private Path folder;

  private Figures run(Control control, int cycles) throws Exception {
    var cuts = new WholeCuts(CutsCommand.sources(), folder, SEED, control);
    var figures = new Figures(control.words(), "records", cuts.run(cycles, cycle -> {}));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    return figures;
  }

  @Test
  void tenCutsInTheMiddleOfVisitsLoseNothingAndDoubleNothing() throws Exception {
    var figures = run(Control.NONE, 10);
    assertThat(figures.cycles()).allSatisfy(cycle -> assertThat(cycle.broken()).isEmpty());
    assertThat(figures.lastLook()).isEmpty();
    assertThat(figures.cuts()).isEqualTo(10);
    assertThat(figures.hits()).as("cuts that met unflushed data").isGreaterThan(5);
    assertThat(figures.commits()).as("records at the centre").isGreaterThan(100);
  }

  @Test
  void aFileSystemThatAsksForNoFlushIsCaught() throws Exception {
    assertThat(run(Control.BARRIER, 12).broken()).isPositive();
  }
}
