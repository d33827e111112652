package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeFact.TakenBack;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** A card that is tapped while somebody who needs none returns a book. */
class CardAtReturnSlotTest {
  private final ReturnTale slot = new ReturnTale();
  private final Tale tale = slot.tale;

  @Test
  void aCardThatIsTappedDuringAReturnWithoutOneBeginsNothingBeforeItIsFinished() {
    slot.touch(new Intent.ReturnBook()).opens();
    assertThat(slot.notices()).contains("notice.intake.card-later");
    tale.tell(new VisitEvent.CardTapped(Tale.ALICE)).tell(new VisitEvent.CardUnusable("random"));
    assertThat(slot.screen()).isEqualTo("intake-open");
    assertThat(tale.effects(Effect.AskCentre.class)).isEmpty();
    slot.inlet(true).closes().takesIn().reads(21);
    tale.tell(new VisitEvent.CardTapped(Tale.ALICE));
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.fell(1).ends(Ending.DONE).opens();
    assertThat(tale.facts(TakenBack.class).getFirst().opener()).isEqualTo(new Opener.Unknown());
    slot.touch(new Intent.Finish()).closes();
    assertThat(slot.screen()).isEqualTo("intake-done");
    tale.admitted(Tale.ALICE, 3);
    assertThat(slot.screen()).isEqualTo("choose-door");
    slot.puts().reads(22);
    slot.answered(new ItemVerdict.IntoBin(2));
    slot.fell(2).ends(Ending.DONE);
    assertThat(tale.facts(TakenBack.class).getLast().opener())
        .isEqualTo(new Opener.Visitor(Tale.ALICE, 1));
    assertThat(slot.notices()).isEmpty();
  }

  @Test
  void whatSomebodyLeftInAStoppedSlotIsNotCreditedToWhoeverTapsNext() {
    slot.touch(new Intent.ReturnBook()).opens().inlet(true).fault("jam").ends(Ending.FAILED);
    assertThat(slot.screen()).isEqualTo("intake-stopped");
    tale.tell(new VisitEvent.CardTapped(Tale.ALICE));
    assertThat(tale.effects(Effect.AskCentre.class)).isEmpty();
    slot.touch(new Intent.Finish());
    tale.admitted(Tale.ALICE, 3);
    slot.fault("").touch(new Intent.ReturnBook()).closes().takesIn().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.fell(1).ends(Ending.DONE);
    assertThat(tale.facts(TakenBack.class).getFirst().opener()).isEqualTo(new Opener.Unknown());
  }
}
