package org.shuyi.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.house.Needs;

/** One bench end to end, over a station in a process of its own: that it measures, not how fast. */
class QuickBenchTest {
  @TempDir private Path folder;

  @Test
  void aVisitsWritesAreCountedAndCommitsStandBesideTheirTwin() throws Exception {
    var scale = new Scale(Duration.ofMillis(5), 2, 1, 10, 10, 1);
    var findings = new WritesBench().run(Ground.at(BenchCommand.home(), folder), scale);
    assertThat(findings.figures())
        .extracting(Figure::what)
        .contains("written, a visit with 1 book", "written, a visit with 10 books")
        .last()
        .isEqualTo("commits of one record");
    // Counts are facts, not times: two flushes and 20 KB hold on any machine.
    assertThat(findings.figures())
        .filteredOn(figure -> figure.goal().startsWith("at most"))
        .allSatisfy(figure -> assertThat(figure.reached()).contains(true));
  }

  @Test
  @Needs("pty")
  void anExchangeAndTenBooksAreMeasuredBesideWhatWiresAndDevicesTake() throws Exception {
    var scale = new Scale(Duration.ofMillis(5), 2, 1, 10, 10, 1);
    var figures = new WiresBench().run(Ground.at(BenchCommand.home(), folder), scale).figures();
    assertThat(figures)
        .extracting(Figure::what)
        .contains(
            "exchange of 5 and 9 bytes at 9600 baud, median",
            "ten stacked books read, marked and read back, two commits");
    // Nothing is faster than its wire: a ratio below 1 would be a bench that measures wrongly.
    assertThat(figures)
        .filteredOn(figure -> figure.goal().endsWith("x"))
        .hasSize(2)
        .allSatisfy(figure -> assertThat(figure.ours()).isGreaterThan(figure.twin().orElseThrow()));
  }
}
