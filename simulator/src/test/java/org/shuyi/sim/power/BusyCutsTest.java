package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.house.Needs;

/** Power cuts of a real file system under the real journal, and what such cuts must catch. */
@Needs({"nbdfuse", "fuse-tools", "ext-tools", "fuse", "loop"})
@Timeout(600)
class BusyCutsTest {
  private static final long SEED = 20_261_122;

  @TempDir private Path folder;

  private Figures run(Control control, int cycles) throws Exception {
    var cuts = new BusyCuts(CutsCommand.sources(), folder, SEED, control);
    var figures = new Figures(control.words(), "commits", cuts.run(cycles, cycle -> {}));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
    assertThat(new Leftovers(folder.resolve("drive")).loops()).isEmpty();
    return figures;
  }

  @Test
  void nothingThatHadLeftTheMachineIsLost() throws Exception {
    var figures = run(Control.NONE, 30);
    assertThat(figures.complaints()).isEmpty();
    assertThat(figures.lastLook()).isEmpty();
    assertThat(figures.hits()).as("cuts that met unflushed data").isEqualTo(30);
    assertThat(figures.commits()).isGreaterThan(150);
  }

  @Test
  void aJournalThatDoesNotFlushEachCommitIsCaught() throws Exception {
    var figures = run(Control.NORMAL, 8);
    assertThat(figures.broken()).as(figures.words()).isPositive();
    assertThat(figures.lost()).isPositive();
  }

  @Test
  void aFileSystemThatAsksForNoFlushIsCaught() throws Exception {
    var figures = run(Control.BARRIER, 6);
    assertThat(figures.broken()).as(figures.words()).isPositive();
    assertThat(figures.lost()).isPositive();
  }
}
