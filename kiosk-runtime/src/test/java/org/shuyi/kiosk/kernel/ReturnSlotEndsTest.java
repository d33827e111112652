package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeFact.SlotStopped;
import org.shuyi.kiosk.kernel.IntakeFact.SlotWentOn;
import org.shuyi.kiosk.kernel.IntakeFact.TakenBack;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** Whatever goes wrong with the return slot: nobody waits for ever, and nothing moves for ever. */
class ReturnSlotEndsTest {
  /** After so long, whoever stood there is waited for no more. */
  private static final int GONE_MILLIS = 120_000;

  private final ReturnTale slot = new ReturnTale();
  private final Tale tale = slot.tale;

  // Somebody waits.

  @Test
  void aGateThatSomethingBlocksFreesTheStationAndIsToldUntilItIsClear() {
    blocked();
    slot.after(GONE_MILLIS - 1_000);
    assertThat(slot.screen()).isEqualTo("intake-blocked");
    assertThat(slot.status().busy()).isTrue();
    slot.after(1_000);
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(slot.notices()).contains("notice.intake.blocked");
    assertThat(slot.status().busy()).isFalse();
    assertThat(slot.status().reason())
        .isEqualTo("the return slot: something is in the way of its gate");
    assertThat(tale.facts(SlotStopped.class)).containsExactly(new SlotStopped("blocked"));
    tale.forget().admitted(Tale.ALICE, 3).opens(Tale.DOOR_1);
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
    slot.seen().after(5_000);
    assertThat(slot.moves()).as("not on what is in the way").isEmpty();
    slot.hand(false);
    assertThat(slot.moves()).contains(new Conveyance.CloseGate());
    assertThat(tale.facts(SlotWentOn.class)).containsExactly(new SlotWentOn("by-itself"));
    slot.closes().takesIn().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.fell(1).ends(Ending.DONE);
    assertThat(tale.facts(TakenBack.class).getFirst().opener())
        .as("whoever came later has not brought it")
        .isEqualTo(new Opener.Unknown());
    assertThat(slot.notices()).isEmpty();
  }

  @Test
  void whoeverFinishesAtABlockedGateIsFreeAtOnce() {
    tale.admitted(Tale.ALICE, 3);
    blocked();
    assertThat(slot.buttons()).containsExactly("button.finish");
    slot.touch(new Intent.Finish());
    assertThat(slot.screen()).isEqualTo("receipt");
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
    assertThat(slot.notices()).contains("notice.intake.blocked");
  }

  @Test
  void whoeverAsksForABlockedGateIsToldWhatIsInTheWay() {
    blocked();
    slot.after(GONE_MILLIS);
    assertThat(slot.buttons()).contains("button.return-book");
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.screen()).isEqualTo("intake-blocked");
    slot.inlet(false).hand(false).closes();
    assertThat(slot.intake().company()).hasToString("HERE");
  }

  @Test
  void aGratingThatFlickersDoesNotHaveTheGateClosedForEver() {
    blocked();
    slot.after(GONE_MILLIS);
    for (int i = 0; i < 20; i++) slot.hand(false).hand(true).ends(Ending.FAILED).after(5_000);
    assertThat(closings()).isLessThan(6);
    slot.hand(false).after(60_000);
    assertThat(slot.stage()).isEqualTo("Stopped");
    assertThat(slot.status().reason()).contains("a person must look");
  }

  @Test
  void aVisitThatWaitsForASorterThatIsAwayIsOver() {
    tale.admitted(Tale.ALICE, 3);
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    tale.tell(new IntakeEvent.SlotSeen(Optional.empty()));
    slot.ends(Ending.UNKNOWN);
    assertThat(slot.screen()).isEqualTo("intake-stopped");
    assertThat(slot.status().busy()).isTrue();
    for (int i = 0; i < 40; i++) slot.after(10_000);
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(slot.status().busy()).isFalse();
  }

  @Test
  void whoeverWaitsAtAJamIsNotShownItForEver() {
    slot.puts().fault("jam").reads();
    slot.ends(Ending.FAILED);
    assertThat(slot.screen()).isEqualTo("intake-stopped");
    slot.after(GONE_MILLIS);
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(slot.notices()).contains("notice.intake.jam");
  }

  // Something moves.

  @Test
  void aSortThatFailsAgainAndAgainIsNotTriedForEver() {
    slot.puts();
    for (int i = 0; i < 30 && !slot.stage().equals("Stopped"); i++) {
      slot.reads(21);
      slot.answered(new ItemVerdict.IntoBin(1));
      slot.tunnel(false).ends(Ending.FAILED);
      slot.inlet(true).ends(Ending.DONE);
      if (slot.stage().equals("TakingIn")) slot.takesIn();
    }
    assertThat(tale.facts(IntakeFact.SortMeant.class)).hasSize(3);
    assertThat(tale.facts(SlotStopped.class)).contains(new SlotStopped("fails"));
    tale.forget();
    slot.after(3_600_000).seen();
    assertThat(slot.moves()).isEmpty();
  }

  @Test
  void aSorterThatNeverSaysHowItEndedIsNotAskedForEver() {
    slot.touch(new Intent.ReturnBook());
    for (int i = 0; i < 30; i++) slot.after(30_000).after(1_000);
    assertThat(tale.effects(Effect.Convey.class)).hasSize(3);
    assertThat(tale.facts(SlotStopped.class)).endsWith(new SlotStopped("fails"));
    assertThat(slot.status().reason()).contains("a person must look");
  }

  @Test
  void threeEmptyGatesThatSomebodyCallsFullAreEnough() {
    slot.touch(new Intent.ReturnBook()).opens();
    for (int i = 0; i < 2; i++) {
      slot.touch(new Intent.ReturnBook()).closes().ends(Ending.FAILED).opens();
      assertThat(slot.hint()).isEqualTo("intake-open.nothing");
    }
    slot.touch(new Intent.ReturnBook()).closes().ends(Ending.FAILED);
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(tale.facts(SlotStopped.class)).isEmpty();
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.moves()).as("and whoever comes next").contains(new Conveyance.OpenGate());
  }

  @Test
  void whatPeopleDoWrongIsNoFailureOfTheSlot() {
    slot.touch(new Intent.ReturnBook()).opens();
    for (int i = 0; i < 5; i++) {
      slot.inlet(true).closes();
      slot.inlet(false).fault("two-items").tunnel(true).ends(Ending.FAILED);
      slot.fault("").handsBack().opens();
      assertThat(slot.hint()).isEqualTo("intake-take.two-items");
      slot.inlet(false);
      assertThat(slot.screen()).isEqualTo("intake-open");
    }
  }

  private void blocked() {
    slot.touch(new Intent.ReturnBook()).opens().inlet(true).hand(true).ends(Ending.REFUSED);
  }

  private long closings() {
    return tale.effects(Effect.Convey.class).stream()
        .filter(convey -> convey.what().equals(new Conveyance.CloseGate()))
        .count();
  }
}
