package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeFact.TakenBack;
import org.shuyi.kiosk.kernel.intake.Intake;
import org.shuyi.kiosk.kernel.intake.Stage;

/**
 * Any events in any order at a return slot: an answer each, and its promises kept in every step.
 */
class ReturnHistoriesTest {
  private static final int SEEDS = 150;
  private static final int EVENTS = 400;

  private long motions;
  private Optional<TagId> read = Optional.empty();
  private int takenBack;

  @Test
  void everyStepKeepsThePromises() {
    for (int seed = 0; seed < SEEDS; seed++) run(seed);
    assertThat(takenBack).as("enough was returned to tell").isGreaterThan(SEEDS);
  }

  private void run(int seed) {
    var random = new Random(seed);
    var histories = new ReturnHistories(random);
    Kiosk kiosk = Kiosk.fresh(ReturnTale.plan(), new Outbox(1, 0));
    var fold = new Fold();
    long ticks = 0;
    int again = 0;
    motions = 0;
    read = Optional.empty();
    for (int i = 0; i < EVENTS; i++) {
      again = kiosk.wakeAt() <= ticks ? again + 1 : 0;
      if (again == 0) ticks += Histories.pause(random);
      Event event = histories.next(kiosk, ticks);
      Kiosk before = kiosk;
      var now = new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED);
      Step step = kiosk.on(event, now);
      kiosk = step.next();
      String where = "seed " + seed + ", event " + i + ": " + event;
      assertThat(again).as("a deadline that has been told of is over, " + where).isLessThan(5);
      if (event instanceof CentreEvent.PolicyArrived(var policy)) fold.centreSigned(policy);
      step.facts().forEach(fold::add);
      fold.saysTheSameAs(kiosk, where);
      movements(step, before.fittings().intake(), kiosk, where);
      credits(step, event, where);
    }
  }

  /** One motion at a time, on the disk with its number, and none where nothing may move. */
  private void movements(Step step, Intake before, Kiosk kiosk, String where) {
    var conveyed = step.effects().stream().filter(Effect.Convey.class::isInstance).toList();
    assertThat(conveyed.size()).as(where).isLessThanOrEqualTo(1);
    for (Effect effect : conveyed) {
      if (!(effect instanceof Effect.Convey(long motion, Conveyance what))) continue;
      assertThat(motion).as(where).isGreaterThan(motions).isGreaterThan(before.motions());
      assertThat(kiosk.fittings().intake().motions()).as(where).isEqualTo(motion);
      assertThat(step.mustFlush()).as(where).isTrue();
      assertThat(kiosk.station().emergency().lasts()).as(where).isFalse();
      assertThat(kiosk.station().service()).as(where).isEmpty();
      boolean intoBin = what instanceof Conveyance.IntoBin;
      long meant = step.facts().stream().filter(IntakeFact.SortMeant.class::isInstance).count();
      assertThat(meant).as("intent before action, " + where).isEqualTo(intoBin ? 1 : 0);
      motions = motion;
    }
  }

  /** Nothing is claimed that was not read alone, and nothing twice. */
  private void credits(Step step, Event event, String where) {
    if (event instanceof IntakeEvent.TunnelRead(long count, int rounds, var tags)
        && tags.size() == 1
        && !(step.next().fittings().intake().stage() instanceof Stage.HandingBack)) {
      read = Optional.of(tags.firstKey());
    }
    for (Fact fact : step.facts()) {
      if (fact instanceof IntakeFact.HandedBack) read = Optional.empty();
      if (!(fact instanceof TakenBack back)) continue;
      assertThat(read).as(where).contains(back.tag());
      read = Optional.empty();
      takenBack++;
    }
  }
}
