package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** What a station says of itself where the return slot is all that works. */
class ReturnSlotStatusTest {
  private final ReturnTale slot = new ReturnTale();
  private final Tale tale = slot.tale;

  @Test
  void whereNoDoorWorksAReturnIsServiceFromItsBeginningToItsEnd() {
    tale.tell(new HealthEvent.DeviceChanged(Tale.LOCKS, new DeviceHealth.Lost("no answer")));
    assertThat(slot.status().serving()).isEqualTo("degraded");
    tale.forget();
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.hand(true).hand(false).after(1_000).reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.fell(1).ends(Ending.DONE).opens().touch(new Intent.Finish()).closes().after(12_000);
    var told = tale.effects(Effect.Report.class).stream().map(Effect.Report::status).toList();
    assertThat(told).hasSizeGreaterThan(3);
    assertThat(told).extracting(Status::serving).containsOnly("degraded");
    tale.tell(new IntakeEvent.SlotSeen(Optional.empty()));
    assertThat(slot.status().serving()).as("now nothing works").isEqualTo("out-of-service");
  }

  @Test
  void whereNoDoorWorksWhatLiesInTheGateCanStillBeAskedFor() {
    tale.tell(new HealthEvent.DeviceChanged(Tale.LOCKS, new DeviceHealth.Lost("no answer")));
    slot.puts().reads().handsBack().opens().after(30_000);
    assertThat(slot.buttons()).contains("button.return-book");
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.screen()).isEqualTo("intake-take");
  }
}
