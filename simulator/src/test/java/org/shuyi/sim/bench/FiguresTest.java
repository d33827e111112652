package org.shuyi.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Percentiles, verdicts, the table and its JSON: what a figure is told by. */
class FiguresTest {
  private static final Machine MACHINE = new Machine("a processor", 2, "Linux 6", "a JVM", 0.5);

  @Test
  void percentilesAreValuesThatWereMeasured() {
    var thousand = Samples.of(IntStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(thousand.percentile(50)).isEqualTo(500);
    assertThat(thousand.percentile(99)).isEqualTo(990);
    assertThat(thousand.percentile(99.9)).isEqualTo(999);
    assertThat(thousand.percentile(100)).isEqualTo(1_000);
  }

  @Test
  void theTailOfAFewValuesIsTheWorst() {
    var three = Samples.of(List.of(30, 10, 20));
    assertThat(three.percentile(99.9)).isEqualTo(30);
    assertThat(three.percentile(1)).isEqualTo(10);
    assertThat(three.count()).isEqualTo(3);
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(Samples.of(List.of(4, 1, 3, 2)).median()).isEqualTo(2.5);
    assertThat(Samples.of(List.of(3, 1, 2)).median()).isEqualTo(2);
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aGoalIsReachedOnItsOwnSide() {
    assertThat(Figure.ratioAtMost("P7", "start", "ms", 300, 200, 1.5).reached()).contains(true);
    assertThat(Figure.ratioAtMost("P7", "start", "ms", 301, 200, 1.5).reached()).contains(false);
    assertThat(Figure.ratioAtLeast("P3", "commits", "/s", 95, 100, 0.95).reached()).contains(true);
    assertThat(Figure.ratioAtLeast("P3", "commits", "/s", 94, 100, 0.95).reached()).contains(false);
    assertThat(Figure.beyondAtMost("P4", "bolt", "ms", 5, 3, 2).reached()).contains(true);
    assertThat(Figure.atMost("P3", "flushes", "", 2, 2).reached()).contains(true);
    assertThat(Figure.told("P3", "frames", "", 11).reached()).isEmpty();
  }

  @Test
  void theTableSaysOursTwinScoreAndVerdict() {
    var table =
        Table.of(
            List.of(
                Figure.atMost("P3", "flushes", "", 2, 2),
                Figure.beyondAtMost("P4", "bolt", "ms", 3.5, 1.25, 2)));
    assertThat(table)
        .isEqualTo(
            """
                what        ours     twin     score  goal           reached
            P3  flushes        2                     at most 2      yes
            P4  bolt     3.50 ms  1.25 ms  +2.25 ms  at most +2 ms  no
            """);
  }

  @Test
  void jsonHoldsTheMachineAndEveryFigure() {
    var figure = Figure.ratioAtLeast("P3", "commits", "/s", 95, 100, 0.95);
    var at = Instant.parse("2026-03-01T08:00:00Z");
    var json =
        new Findings("writes", at, MACHINE, List.of(figure), List.of("How it was done.")).json();
    assertThat(json.toString())
        .isEqualTo(
            "{\"bench\":\"writes\",\"at\":\"2026-03-01T08:00:00Z\",\"machine\":{\"processor\":\"a"
                + " processor\",\"cores\":2,\"kernel\":\"Linux 6\",\"jvm\":\"a JVM\",\"load\":0.5},"
                + "\"figures\":[{\"id\":\"P3\",\"what\":\"commits\",\"unit\":\"/s\",\"ours\":95.0,"
                + "\"twin\":100.0,\"score\":\"0.95 x\",\"goal\":\"at least 0.95 x\","
                + "\"reached\":true}],\"notes\":[\"How it was done.\"]}");
  }

  @Test
  void theSlopeIsThatOfTheLineThroughAllReadings() {
    var readings =
        List.of(
            new MemoryBench.Reading(0, 1_000),
            new MemoryBench.Reading(1_000, 1_010),
            new MemoryBench.Reading(2_000, 1_020));
    assertThat(MemoryBench.slope(readings) * 1_000).isEqualTo(10);
  }

  @Test
  void theProcessorsNameIsReadFromEitherKindOfMachine() {
    assertThat(Machine.processor("processor\t: 0\nmodel name\t: AMD EPYC\n")).isEqualTo("AMD EPYC");
    assertThat(Machine.processor("processor\t: 0\nModel\t\t: Raspberry Pi 5\n"))
        .isEqualTo("Raspberry Pi 5");
  }
}
