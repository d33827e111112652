package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeFact.SlotStopped;
import org.shuyi.kiosk.kernel.IntakeFact.SlotWentOn;
import org.shuyi.kiosk.kernel.IntakeFact.TakenBack;
import org.shuyi.kiosk.kernel.IntakeScene.Gate;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** Hands may be in the return slot while a technician is on site. */
class ReturnSlotServiceTest {
  private final ReturnTale slot = new ReturnTale();
  private final Tale tale = slot.tale;

  @Test
  void whenServiceBeginsEverythingStandsWhateverWasGoingOn() {
    List<Consumer<ReturnTale>> moments =
        List.of(
            at -> at.touch(new Intent.ReturnBook()),
            at -> at.touch(new Intent.ReturnBook()).opens(),
            at -> at.touch(new Intent.ReturnBook()).opens().inlet(true),
            at -> at.touch(new Intent.ReturnBook()).opens().inlet(true).closes(),
            at -> at.puts(),
            at -> at.puts().reads(21),
            at -> at.puts().reads(21).after(2_000),
            at -> at.puts().reads(),
            at -> at.puts().reads().handsBack().opens(),
            at -> at.touch(new Intent.ReturnBook()).opens().inlet(true).hand(true));
    for (int i = 0; i < moments.size(); i++) {
      var other = new ReturnTale();
      moments.get(i).accept(other);
      String when = i + ": in " + other.stage();
      other.tale.forget().tell(new ServiceEvent.ServiceBegan("lin", "a stuck belt", 30));
      assertThat(other.tale.effects(Effect.HaltSlot.class)).as(when).hasSize(1);
      assertThat(other.tale.facts(SlotStopped.class))
          .as(when)
          .containsExactly(new SlotStopped("service"));
      long count = other.intake().counts();
      other.ends(Ending.DONE).reads(21);
      other.answered(new ItemVerdict.IntoBin(1));
      other.hand(true).hand(false).inlet(true).inlet(false).tunnel(false).gate(Gate.CLOSED);
      other.touch(new Intent.ReturnBook()).touch(new Intent.Finish()).after(600_000);
      assertThat(other.moves()).as(when).isEmpty();
      assertThat(other.intake().counts()).as(when).isEqualTo(count);
      other.tale.tell(new ServiceEvent.ServiceEnded("lin"));
      assertThat(other.tale.effects(Effect.SenseSlot.class)).as(when).hasSize(1);
      assertThat(other.moves()).as(when).isEmpty();
      other.seen().after(1_000);
      assertThat(other.tale.facts(SlotWentOn.class)).as(when).hasSize(1);
      assertThat(other.moves().filter(Conveyance.IntoBin.class::isInstance)).as(when).isEmpty();
    }
  }

  @Test
  void whatTheTechnicianPutsBeforeTheReaderIsReadAndNotGuessed() {
    slot.puts().reads(21);
    tale.tell(new ServiceEvent.ServiceBegan("lin", "a stuck belt", 30));
    tale.tell(new ServiceEvent.ServiceEnded("lin"));
    slot.seen().after(1_000).reads(22);
    slot.answered(new ItemVerdict.IntoBin(2));
    slot.fell(2).ends(Ending.DONE);
    assertThat(tale.facts(TakenBack.class).getFirst().tag()).isEqualTo(Tale.tag(22));
  }

  @Test
  void aSlotThatFailedThriceAndWasLookedAtMayFailAgainBeforeItStops() {
    slot.touch(new Intent.ReturnBook());
    for (int i = 0; i < 3; i++) slot.ends(Ending.FAILED);
    tale.tell(new ServiceEvent.ServiceBegan("lin", "a stuck shutter", 30));
    tale.tell(new ServiceEvent.ServiceEnded("lin"));
    slot.after(60_000).gate(Gate.BETWEEN).after(1_000);
    slot.touch(new Intent.ReturnBook()).ends(Ending.FAILED);
    assertThat(slot.stage()).isNotEqualTo("Stopped");
  }

  @Test
  void whereTheTimeOfServiceIsOverHandsMayBeInItAndAPersonSaysThatItGoesOn() {
    for (boolean busy : List.of(true, false)) {
      var other = new ReturnTale();
      if (busy) other.puts().reads(21);
      other.tale.tell(new ServiceEvent.ServiceBegan("lin", "a stuck belt", 1));
      other.tale.forget();
      other.after(60_000);
      assertThat(other.tale.kiosk.station().service()).isEmpty();
      other.seen().inlet(true).tunnel(true).after(600_000);
      assertThat(other.moves()).as("busy: %s", busy).isEmpty();
      other.inlet(false).tunnel(false);
      other.touch(new Intent.ReturnBook()).after(1_000);
      assertThat(other.tale.facts(SlotWentOn.class))
          .as("busy: %s", busy)
          .containsExactly(new SlotWentOn("by-a-person"));
    }
  }
}
