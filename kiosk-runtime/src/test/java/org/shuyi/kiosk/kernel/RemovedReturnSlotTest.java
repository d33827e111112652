package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** A return slot that was taken out of the configuration, with something in it. */
class RemovedReturnSlotTest {
  private final ReturnTale slot = new ReturnTale();
  private final Tale tale = slot.tale;

  @Test
  void theStationGoesOnFromEveryStageAndSaysThatSomethingMayLieInIt() {
    int told = 0;
    for (int stage = 0; stage < 9; stage++) {
      var other = new ReturnTale();
      reach(stage, other);
      String was = other.stage();
      removed(other.tale);
      assertThat(other.stage()).as(was).isEqualTo("Idle");
      assertThat(other.intake().company()).as(was).hasToString("NOBODY");
      assertThat(other.tale.facts(IntakeFact.SlotStopped.class))
          .as(was)
          .containsExactly(new IntakeFact.SlotStopped("removed"));
      told++;
      other.tale.forget();
      other.after(600_000).reads(21).touch(new Intent.ReturnBook()).touch(new Intent.Finish());
      other.answered(new ItemVerdict.IntoBin(1));
      assertThat(other.moves()).as(was).isEmpty();
      assertThat(other.tale.kiosk.wakeAt()).as(was).isGreaterThan(other.tale.ticks);
    }
    assertThat(told).isEqualTo(9);
  }

  private static void reach(int stage, ReturnTale slot) {
    if (stage >= 0) slot.touch(new Intent.ReturnBook());
    if (stage >= 1) slot.opens();
    if (stage >= 2) slot.inlet(true);
    if (stage == 3) slot.hand(true);
    if (stage >= 4) slot.closes();
    if (stage >= 5) slot.takesIn();
    if (stage == 6) slot.reads();
    if (stage >= 7) slot.reads(21);
    if (stage >= 8) slot.after(2_000);
  }

  @Test
  void anItemThatWasOnItsWayIsAWorkItem() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.tunnel(false).ends(Ending.UNKNOWN);
    removed(tale);
    assertThat(tale.facts(IntakeFact.WentAstray.class).getFirst().why()).isEqualTo("slot-removed");
    assertThat(tale.kiosk.said().status().orElseThrow().suspects()).isEqualTo(1);
    assertThat(tale.facts(IntakeFact.TakenBack.class)).isEmpty();
    tale.tell(new ServiceEvent.SuspectSettled("lin", Tale.tag(21), true));
    assertThat(tale.kiosk.said().status().orElseThrow().suspects()).isZero();
  }

  @Test
  void ofASlotThatRestedNothingIsSaid() {
    removed(tale);
    assertThat(tale.facts(IntakeFact.SlotStopped.class)).isEmpty();
  }

  /** The next start finds a configuration without it. */
  private static void removed(Tale tale) {
    Kiosk old = tale.kiosk;
    tale.kiosk =
        new Kiosk(
            Tale.plan(),
            old.station(),
            old.visits(),
            old.shelf(),
            old.custody(),
            old.known(),
            old.policy(),
            old.commands(),
            old.figures(),
            old.fittings(),
            old.devices(),
            old.outbox(),
            old.said());
    tale.forget().tell(new TimeEvent.Restarted(2, "ordered"));
  }
}
