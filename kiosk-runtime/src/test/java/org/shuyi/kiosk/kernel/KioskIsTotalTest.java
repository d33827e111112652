package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.policy.Policy;

/** Any events in any order: an answer each, and the promises of the house kept in every step. */
class KioskIsTotalTest {
  private static final int SEEDS = 150;
  private static final int EVENTS = 250;

  @Test
  void everyStepKeepsThePromises() {
    for (int seed = 0; seed < SEEDS; seed++) run(seed);
  }

  private static void run(int seed) {
    var random = new Random(seed);
    Kiosk kiosk = Kiosk.fresh(Tale.plan(), new Outbox(1, 0));
    var lent = new TreeSet<TagId>();
    var fold = new Fold();
    long ticks = 0;
    int again = 0;
    for (int i = 0; i < EVENTS; i++) {
      again = kiosk.wakeAt() <= ticks ? again + 1 : 0;
      if (again == 0) ticks += Histories.pause(random);
      if (kiosk.wakeAt() > ticks) timeUnwantedDoesNothing(kiosk, ticks, "seed " + seed + ", " + i);
      Event event = Histories.next(random, kiosk, ticks);
      Kiosk before = kiosk;
      Step step =
          kiosk.on(event, new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED));
      kiosk = step.next();
      String where = "seed " + seed + ", event " + i + ": " + event;
      long unlocks = step.effects().stream().filter(Effect.Unlock.class::isInstance).count();
      long meant = step.facts().stream().filter(ShelfFact.UnlockMeant.class::isInstance).count();
      assertThat(unlocks).as("intent before action, " + where).isEqualTo(meant);
      long receipts = step.effects().stream().filter(Effect.PrintReceipt.class::isInstance).count();
      assertThat(kiosk.fittings().receipts().jobs() - before.fittings().receipts().jobs())
          .as("a number for each receipt, " + where)
          .isEqualTo(receipts);
      assertThat(kiosk.outbox().recorded())
          .as(where)
          .isEqualTo(before.outbox().recorded() + step.facts().size());
      assertThat(again).as("a deadline that has been told of is over, " + where).isLessThan(5);
      if (kiosk.station().emergency().lasts()) assertNothingMoves(step, where);
      if (!before.fittings().power().begins() && !kiosk.fittings().power().begins()) {
        assertNothingBegins(step, where);
      }
      for (Fact fact : step.facts()) noteLoan(fact, lent, where);
      if (event instanceof CentreEvent.PolicyArrived(Policy policy)) fold.centreSigned(policy);
      step.facts().forEach(fold::add);
      fold.saysTheSameAs(kiosk, where);
      assertThat(kiosk.on(event, new Now(ticks, Instant.EPOCH, Now.ClockTrust.UNTRUSTED)))
          .as("total without a clock")
          .isNotNull();
    }
  }

  /** It is told so by who only wants to see a turn go through, as the watchdog does. */
  private static void timeUnwantedDoesNothing(Kiosk kiosk, long ticks, String where) {
    var now = new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED);
    Step step = kiosk.on(new TimeEvent.TimePassed(), now);
    assertThat(step.facts()).as(where).isEmpty();
    assertThat(step.effects()).as(where).isEmpty();
    assertThat(step.mustFlush()).as(where).isFalse();
    // A count of refusals whose minute is over is forgotten now or later.
    var tidied = kiosk.with(step.next().commands());
    assertThat(step.next().savesTheSameAs(tidied)).as(where).isTrue();
  }

  private static void assertNothingMoves(Step step, String where) {
    assertThat(step.effects())
        .as(where)
        .noneMatch(effect -> effect instanceof Effect.Unlock || effect instanceof Effect.Mark)
        .noneMatch(Effect.PrintReceipt.class::isInstance);
    assertThat(step.facts())
        .as(where)
        .noneMatch(
            fact -> fact instanceof ShelfFact.Loaned || fact instanceof VisitFact.VisitBegan);
  }

  /** Staff, here or from afar, may insist as long as the battery holds. */
  private static void assertNothingBegins(Step step, String where) {
    boolean ends = step.next().fittings().power().ends();
    assertThat(step.facts())
        .as(where)
        .noneMatch(
            fact ->
                fact instanceof VisitFact.VisitBegan
                    || (fact instanceof ShelfFact.UnlockMeant meant
                        && (ends || meant.opener() instanceof Opener.Visitor)));
  }

  /** An item that left is not lent again before it was seen here. */
  private static void noteLoan(Fact fact, Set<TagId> lent, String where) {
    switch (fact) {
      case ShelfFact.Loaned loan -> assertThat(lent.add(loan.tag())).as(where).isTrue();
      case ShelfFact.Returned back -> lent.remove(back.tag());
      case ShelfFact.Found found -> lent.remove(found.tag());
      case ShelfFact.Stocked stocked -> lent.remove(stocked.tag());
      default -> {}
    }
  }
}
