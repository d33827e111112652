package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.Card;

/**
 * The door of the room in a whole town in virtual time: from a card before the reader's antenna,
 * through the real driver, kernel and courier, to the pin that releases the door.
 */
class EntranceInTheTownTest {
  private static final Card WANG = Card.of("Wang's card", "04A1B2C3D4E5F6");
  private static final Card STRANGER = Card.of("a stranger's card", "04998877665544");

  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PORCH),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T04:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none()
              .with(VirtualTown.token(WANG.uid()), new Patron(5, Standing.GOOD))
              .with(VirtualTown.token("zhao"), new Patron(5, Standing.GOOD)),
          "command-");

  private final Porch porch = town.porch();

  EntranceInTheTownTest() {
    town.station().powerOn();
    millis(20_000);
  }

  /** How the centre is when a card is held up. */
  enum Centre {
    PROMPT,
    SLOW,
    SILENT,
    AWAY;

    void befalls(EntranceInTheTownTest test) {
      switch (this) {
        case PROMPT -> {}
        case SLOW -> test.town.broker().centreTakes(1_500);
        case SILENT -> test.town.broker().centreTakes(1_000_000);
        case AWAY -> {
          test.town.world().network(false);
          test.millis(120_000);
        }
      }
    }
  }

  /** At any moment of the reader's own rhythm. */
  @ParameterizedTest
  @EnumSource(Centre.class)
  void aValidCardOpensWithinHalfASecondHoweverTheCentreIs(Centre centre) {
    visit(WANG);
    // So old that the centre is asked again.
    millis(3_600_000);
    centre.befalls(this);
    long longest = 0;
    int opened = 0;
    for (int i = 0; i < 12; i++) {
      millis(400_000 + 13 * i);
      long after = held(WANG, 600);
      assertThat(after).as("card %d with a centre that is %s", i, centre).isLessThanOrEqualTo(500);
      longest = Math.max(longest, after);
      opened++;
      assertThat(porch.enters()).isTrue();
      millis(500);
      porch.walksOut();
      porch.takeAway();
    }
    assertThat(opened).isEqualTo(12);
    assertThat(longest).as("and it takes some time").isPositive();
    assertThat(last("admitted"))
        .endsWith(centre == Centre.PROMPT ? "grounds=centre" : "grounds=known");
    assertThat(records("tailgated")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Centre.class)
  void aValidCodeOpensWithinHalfASecondHoweverTheCentreIs(Centre centre) {
    town.world().scanCode("zhao");
    assertThat(released(600)).isLessThanOrEqualTo(500);
    millis(3_600_000);
    centre.befalls(this);
    town.world().scanCode("zhao");
    assertThat(released(600)).isBetween(1L, 500L);
    assertThat(porch.enters()).isTrue();
    millis(70_000);
    assertThat(records("admitted")).hasSize(2);
    assertThat(records("visit-began")).as("it begins no visit").isEmpty();
  }

  @Test
  void aCardThatNobodyKnowsStaysOutsideAndTheDoorStaysShut() {
    assertThat(held(STRANGER, 5_000)).isEqualTo(Long.MAX_VALUE);
    assertThat(porch.enters()).isFalse();
    millis(60_000);
    assertThat(last("not-admitted")).isEqualTo("why=unknown-card");
    assertThat(porch.inside()).isZero();
  }

  @Test
  void theDoorFallsBackByItselfAlsoWhereTheProgramDies() {
    assertThat(held(WANG, 600)).isLessThanOrEqualTo(500);
    millis(5_100);
    assertThat(porch.enters()).isFalse();
    porch.takeAway();
    millis(2_000);
    assertThat(held(WANG, 600)).isLessThanOrEqualTo(500);
    town.station().powerCut();
    assertThat(porch.enters()).as("the board lets go").isFalse();
  }

  @Test
  void whoeverSlipsInBehindSomebodyIsReportedToTheCentreAtOnce() {
    assertThat(held(WANG, 600)).isLessThanOrEqualTo(500);
    assertThat(porch.enters()).isTrue();
    porch.walksIn();
    millis(3_000);
    assertThat(records("tailgated")).containsExactly("after=1");
    long recorded = town.journal().tail(1).getFirst().seq();
    assertThat(town.station().kiosk().outbox().applied()).isGreaterThanOrEqualTo(recorded - 1);
    assertThat(town.station().kiosk().fittings().entrance().occupancy().inside()).isEqualTo(2);
  }

  /** Nothing on the way out asks the program, and the program has no word that could stop it. */
  @Test
  void theWayOutNeedsNoCardWhateverTheStationIsDoing() {
    int[] motions = {0};
    town.station()
        .watch(
            new Probe() {
              @Override
              public void told(Event event) {}

              @Override
              public void acts(Effect effect) {
                if (effect instanceof Effect.Admit) motions[0]++;
              }

              @Override
              public void turned(Kiosk kiosk) {}

              @Override
              public void outOfOrder(String why) {}
            });
    for (int i = 0; i < 3; i++) porch.walksIn();
    millis(5_000);
    leaves("full", 2);
    town.world().network(false);
    millis(120_000);
    leaves("off line", 1);
    town.world().fire(true);
    millis(2_000);
    leaves("in a fire", 0);
    assertThat(porch.door().givesWay()).isTrue();
    assertThat(motions[0]).as("and no door was released for it").isZero();
    town.station().powerCut();
    porch.walksIn();
    porch.walksOut();
    assertThat(porch.inside()).as("without a program").isZero();
  }

  private void leaves(String when, int left) {
    porch.walksOut();
    millis(2_000);
    assertThat(porch.inside()).as(when).isEqualTo(left);
    assertThat(town.station().kiosk().fittings().entrance().occupancy().inside())
        .as(when)
        .isEqualTo(left);
  }

  private void visit(Card card) {
    held(card, 600);
    porch.enters();
    millis(1_000);
    porch.walksOut();
    porch.takeAway();
    millis(10_000);
  }

  /** Milliseconds from a card before the antenna to the released door. */
  private long held(Card card, int atMost) {
    porch.hold(card);
    return released(atMost);
  }

  private long released(int atMost) {
    for (int after = 0; after <= atMost; after++) {
      if (porch.door().givesWay()) return after;
      millis(1);
    }
    return Long.MAX_VALUE;
  }

  private String last(String kind) {
    return records(kind).getLast();
  }

  private List<String> records(String kind) {
    return town.journal().tail(1_000).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private void millis(int millis) {
    town.time().run(town.time().now() + millis);
  }
}
