package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** What finds no room in the kernel's queue gives way to a later word on the same only. */
class FullQueueTest {
  @Test
  void aFireIsNotForgottenForAnotherContact() {
    var locks = new DeviceId("locks");
    List<Event> events =
        List.of(
            new HealthEvent.FireChanged(true),
            new HealthEvent.TamperChanged(true),
            new HealthEvent.GuardChanged(Guard.TILT, true),
            new HealthEvent.GuardChanged(Guard.VIBRATION, true),
            new EntranceEvent.ContactChanged(EntranceContact.EXIT_FREED, false),
            new EntranceEvent.ContactChanged(EntranceContact.EXIT_BUTTON, true),
            new HealthEvent.BoardRead(locks, "1111"),
            new HealthEvent.DeviceChanged(locks, new DeviceHealth.Ready()));
    assertThat(events).extracting(RunningStation::source).doesNotHaveDuplicates();
    assertThat(RunningStation.source(new HealthEvent.FireUnseen()))
        .isEqualTo(RunningStation.source(new HealthEvent.FireChanged(true)));
  }
}
