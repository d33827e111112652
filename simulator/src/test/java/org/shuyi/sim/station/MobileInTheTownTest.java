package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Rules;

/** A station on wheels, which hears by its own receiver at which stop it stands. */
class MobileInTheTownTest {
  private static final int EAST = 121_473_700;
  private static final int EAST_GATE = 31_230_400;
  private static final int SCHOOL = 31_260_400;
  private static final int DEPOT = 31_200_400;
  private static final int ROAD = 31_245_000;

  /** Records that are no claim are on the disk after a minute. */
  private static final int FLUSHED = 65;

  /** Half past eleven in Shanghai. */
  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.GNSS),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T03:30:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none(),
          "command-");

  MobileInTheTownTest() {
    town.station().powerOn();
    after(30);
  }

  @Test
  void atAStopItsRulesApplyAndOnTheRoadNobodyIsServed() {
    assertThat(said("stop")).isEqualTo("east-gate, by reception");
    assertThat(said("position")).isEqualTo("good, less than 2 minutes old");
    assertThat(screen()).isEqualTo("attract");
    drive(ROAD);
    assertThat(screen()).isEqualTo("out-of-service");
    drive(SCHOOL);
    assertThat(screen()).isEqualTo("attract");
    after(31 * 60);
    assertThat(screen()).as("after twelve").isEqualTo("out-of-service");
    drive(DEPOT);
    assertThat(said("stop")).isEqualTo("depot, by reception");
    assertThat(screen()).isEqualTo("out-of-service");
    drive(EAST_GATE);
    assertThat(screen()).isEqualTo("attract");
    after(FLUSHED);
    assertThat(records("stop-changed"))
        .containsExactly(
            "stop=east-gate by=reception",
            "stop=\"\" by=reception",
            "stop=school by=reception",
            "stop=depot by=reception",
            "stop=east-gate by=reception");
  }

  @Test
  void inAHallTheStopThatStaffChoseHoldsAlsoAfterAPowerCut() {
    town.whereabouts().sky(false);
    after(30);
    assertThat(said("stop")).isEqualTo("none, by nobody");
    assertThat(screen()).isEqualTo("out-of-service");
    town.station().tell(new ServiceEvent.StopChosen("zhou", "east-gate"));
    after(2);
    assertThat(said("stop")).isEqualTo("east-gate, by staff");
    assertThat(said("position")).startsWith("unknown: no reception, last heard 2026-11-22T03:3");
    assertThat(screen()).isEqualTo("attract");
    town.station().powerCut();
    after(5);
    town.station().powerOn();
    after(180);
    assertThat(said("stop")).isEqualTo("east-gate, by staff");
    assertThat(screen()).isEqualTo("attract");
    town.whereabouts().sky(true);
    drive(ROAD);
    assertThat(said("stop")).isEqualTo("none, by reception");
  }

  @Test
  void ofADriveOnlyTheStopsAreKept() {
    after(FLUSHED);
    int before = town.journal().tail(500).size();
    for (int north = EAST_GATE; north < SCHOOL; north += 500) {
      town.whereabouts().drive(north, EAST);
      after(4);
    }
    drive(SCHOOL);
    after(FLUSHED);
    List<TailLine> kept = town.journal().tail(500);
    assertThat(kept.subList(before, kept.size()))
        .extracting(line -> line.kind() + " " + line.text())
        .containsExactlyInAnyOrder(
            "stop-changed stop=\"\" by=reception", "stop-changed stop=school by=reception");
    assertThat(kept).noneMatch(line -> line.text().contains("121"));
  }

  private void drive(int north) {
    town.whereabouts().drive(north, EAST);
    after(10);
  }

  private String said(String fitting) {
    return String.valueOf(
        town.station().kiosk().said().status().orElseThrow().fittings().get(fitting));
  }

  private String screen() {
    return town.station().screen().orElseThrow().name();
  }

  private List<String> records(String kind) {
    return town.journal().tail(500).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
