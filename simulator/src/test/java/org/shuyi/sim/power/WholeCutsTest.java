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

  private Figures run(Control control, int stations, int cycles) throws Exception {
    var cuts = new SideBySide(stations, CutsCommand.sources(), folder, SEED, control);
    var figures = new Figures(control.words(), "records", cuts.run(cycles, cycle -> {}));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    for (Path drive : SideBySide.drives(folder, stations)) {
      assertThat(new Leftovers(drive).loops()).isEmpty();
    }
    return figures;
  }

  @Test
  void sixtyCutsInTheMiddleOfVisitsLoseNothingAndDoubleNothing() throws Exception {
    var figures = run(Control.NONE, 3, 60);
    assertThat(figures.complaints()).isEmpty();
    assertThat(figures.lastLook()).isEmpty();
    assertThat(figures.cuts()).isEqualTo(60);
    assertThat(figures.hits()).as("cuts that met unflushed data").isGreaterThan(50);
    assertThat(figures.commits()).as("records at the centre").isGreaterThan(600);
  }

  @Test
  void aFileSystemThatAsksForNoFlushIsCaught() throws Exception {
    assertThat(run(Control.BARRIER, 1, 12).broken()).isPositive();
  }
}
