package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Rules;

/** People who walk into a reading room and out of it, felt by the contacts of a counter. */
class PeopleInTheTownTest {
  /** Half past one in the night in Shanghai. */
  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PORCH),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T17:30:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none(),
          "command-");

  private final Porch porch = town.porch();

  PeopleInTheTownTest() {
    town.station().powerOn();
    after(20);
  }

  @Test
  void theNumberInsideFollowsThePeopleAndAtTheLimitTheSignAndTheScreenSayFull() {
    porch.walksIn();
    porch.walksIn();
    after(2);
    assertThat(room()).startsWith("2 inside, give or take 4, of 3");
    assertThat(town.world().runs("full")).isFalse();
    porch.walksIn();
    after(2);
    assertThat(room()).endsWith(": full");
    assertThat(town.world().runs("full")).isTrue();
    assertThat(notices()).contains("notice.full");
    porch.walksOut();
    after(2);
    assertThat(town.world().runs("full")).isFalse();
    assertThat(notices()).doesNotContain("notice.full");
    assertThat(porch.inside()).isEqualTo(2);
    after(16 * 60);
    assertThat(records("people-counted")).containsExactly("in=3 out=1 inside=2 error=4");
  }

  @Test
  void theErrorIsShownAndEndsWithTheNumberAtTheQuietHour() {
    for (int i = 0; i < 3; i++) porch.walksIn();
    after(70);
    town.station().powerCut();
    porch.walksOut();
    after(5);
    town.station().powerOn();
    after(60);
    assertThat(room()).as("one left while nobody counted").startsWith("3 inside, give or take 4");
    porch.walksOut();
    porch.walksOut();
    after(5);
    assertThat(porch.inside()).isZero();
    assertThat(room()).startsWith("1 inside, give or take 4");
    after(90 * 60);
    assertThat(room()).isEqualTo("0 inside, give or take 0, of 3");
    assertThat(records("room-reset")).containsExactly("inside=1 error=4");
    porch.walksOut();
    after(5);
    assertThat(room()).as("never below nobody").startsWith("0 inside");
  }

  @Test
  void aContactThatIsCutIsToldToTheCentre() {
    town.world().contact("out", true);
    after(65);
    assertThat(town.station().kiosk().said().status().orElseThrow().reason())
        .isEqualTo("the people counter's out contact is stuck");
    assertThat(records("counter-failed")).containsExactly("contact=out why=stuck");
  }

  private String room() {
    return String.valueOf(
        town.station().kiosk().said().status().orElseThrow().fittings().get("room"));
  }

  private List<String> notices() {
    return town.station().screen().orElseThrow().notices().stream()
        .map(Screen.Phrase::key)
        .toList();
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
