package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.Pull;
import org.shuyi.sim.device.Fault;

/** What every driver of a lock board promises of relays that stick: no coil burns. */
abstract class StuckRelayContract extends LockBench {
  /** Where the board has a word that drops a bolt by the driver, and elsewhere by its supply. */
  @Test
  void aRelayThatSticksIsReleasedWithinTheLongestPulse() {
    Given given = abilities().contains(WORD_THAT_DROPS) ? Given.of() : SUPPLIED;
    for (int lateMillis : new int[] {0, 16}) {
      var cabinet = new Cabinet(1, given, lateMillis).begin();
      cabinet.rig.faults().add(new Fault.RelaySticks(3, true));
      cabinet.open(3, LONGEST_PULSE);
      cabinet.rig.run(5_000);
      assertThat(cabinet.pulls(3)).hasSize(1);
      assertThat(cabinet.heldMillis(3)).isLessThanOrEqualTo(LONGEST_PULSE.toMillis());
      assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    }
  }

  @Test
  void behindASupplyAHealthyPulseIsWhole() {
    for (int lateMillis : new int[] {0, 16}) {
      var cabinet = new Cabinet(1, SUPPLIED, lateMillis).begin();
      for (int door = 1; door <= DOORS; door++) {
        cabinet.open(door, LONGEST_PULSE);
        cabinet.rig.run(3_000);
        assertThat(cabinet.driven(door)).extracting(Driven::millis).containsExactly((long) PULSE);
      }
      assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    }
  }

  /** The board hangs, its line breaks, or our own loop stands still: the bolt is let go. */
  @Test
  void behindASupplyABoltThatIsHeldIsReleasedWithinTheLongestPulseWhateverHappens() {
    List<Consumer<Cabinet>> troubles =
        List.of(
            cabinet -> {},
            cabinet -> cabinet.rig.faults().add(new Fault.Deaf()),
            cabinet -> cabinet.rig.line.unplug(),
            cabinet -> cabinet.supply.endIsHeard = false);
    for (int trouble = 0; trouble < troubles.size(); trouble++) {
      var cabinet = new Cabinet(1, SUPPLIED, 0).begin();
      cabinet.rig.faults().add(new Fault.RelaySticks(3, false));
      cabinet.open(3, LONGEST_PULSE);
      cabinet.rig.run(200);
      assertThat(cabinet.driven(3)).as("trouble %d", trouble).hasSize(1);
      troubles.get(trouble).accept(cabinet);
      cabinet.rig.run(20_000);
      assertThat(cabinet.driven(3))
          .as("trouble %d", trouble)
          .singleElement()
          .satisfies(d -> assertThat(d.millis()).isBetween(1L, LONGEST_PULSE.toMillis()));
    }
  }

  @Test
  void behindASupplyAHundredRandomOrdersPullOneBoltAtATimeAndNoCoilIsHeldOrHurried() {
    for (boolean welded : new boolean[] {false, true}) {
      var cabinet = new Cabinet(1, SUPPLIED.and(Given.of("atOnce", "3")), 0).begin();
      if (welded) cabinet.rig.faults().add(new Fault.RelaySticks(3, false));
      var random = new Random(5);
      for (int i = 0; i < 100; i++) {
        cabinet.open(1 + random.nextInt(DOORS), LONGEST_PULSE);
        cabinet.rig.run(random.nextInt(1_500));
      }
      cabinet.rig.run(10_000);
      assertThat(cabinet.rig.told(Pulled.class)).hasSize(100);
      assertThat(cabinet.pulls()).isGreaterThan(30);
      var all = new ArrayList<Driven>();
      for (int door = 1; door <= DOORS; door++) {
        var driven = cabinet.driven(door);
        rested(driven, "door %d, welded %s".formatted(door, welded));
        if (door != 3 || !welded) all.addAll(driven);
      }
      all.sort(Comparator.comparingLong(Driven::from));
      rested(all, "one after the other");
    }
  }

  /** Each within the longest pulse, and a cool-down apart from the one before. */
  private static void rested(List<Driven> driven, String whose) {
    assertThat(driven).as(whose).isNotEmpty();
    for (int i = 0; i < driven.size(); i++) {
      assertThat(driven.get(i).millis()).as(whose).isLessThanOrEqualTo(LONGEST_PULSE.toMillis());
      if (i > 0) {
        assertThat(driven.get(i).from() - driven.get(i - 1).until())
            .as(whose)
            .isGreaterThanOrEqualTo(COOL_DOWN);
      }
    }
  }

  @Test
  void withoutItsSupplyNothingIsSentAndItIsTold() {
    var cabinet = new Cabinet(1, SUPPLIED, 0).begin();
    cabinet.supply.comes = false;
    cabinet.open(3, LONGEST_PULSE);
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .extracting(Pulled::pull)
        .containsExactly(Pull.REFUSED);
    assertThat(cabinet.rig.complaint()).contains("the supply of its bolts does not come on");
    cabinet.supply.comes = true;
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls()).as("nothing was sent that moves now").isZero();
    cabinet.open(3, LONGEST_PULSE);
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls(3)).hasSize(1);
    assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
  }

  @Test
  @WhereItCan(WORD_THAT_DROPS)
  void aRelayThatDoesNotLetGoIsToldAndNotPulledAgainUntilItDoes() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.RelaySticks(3, false));
    cabinet.open(3);
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.health())
        .isInstanceOfSatisfying(
            Health.Degraded.class,
            degraded -> assertThat(degraded.why()).contains("channel 3 does not let go"));
    cabinet.open(3);
    cabinet.open(4);
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .extracting(Pulled::channel, told -> told.pull() == Pull.REFUSED)
        .containsExactly(tuple(3, false), tuple(3, true), tuple(4, false));
    cabinet.rig.faults().heal();
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    cabinet.open(3);
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls(3)).hasSize(2);
  }

  @Test
  @WhereItCan(WORD_THAT_DROPS)
  void aRelayThatSticksWhileTheLineIsDownIsReleasedWhenItIsBack() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.RelaySticks(3, true));
    cabinet.open(3);
    cabinet.rig.run(200);
    cabinet.rig.line.unplug();
    cabinet.rig.run(5_000);
    assertThat(cabinet.heldMillis(3)).isEqualTo(Fault.FOR_EVER);
    cabinet.rig.line.plugIn();
    cabinet.rig.run(1_000);
    assertThat(cabinet.heldMillis(3)).isLessThan(6_500);
  }
}
