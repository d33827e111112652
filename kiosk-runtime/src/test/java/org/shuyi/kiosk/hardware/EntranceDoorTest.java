package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceEvent.Opened;
import org.shuyi.kiosk.kernel.Event;

/** The relay at the room's door: released for a while, or not at all. */
class EntranceDoorTest {
  private static final Effect.Admit ADMIT = new Effect.Admit(7, Duration.ofSeconds(5));
  private final List<Event> events = new ArrayList<>();
  private final List<String> wire = new ArrayList<>();
  private boolean fire;
  private boolean broken;
  private final EntranceDoor door = new EntranceDoor(events::add, () -> fire);

  private void wired() {
    door.attach(
        new Pins.Output() {
          @Override
          public void pulse(Duration atMost) {
            if (broken) throw new IllegalStateException("gone");
            wire.add("on " + atMost.toMillis());
          }

          @Override
          public void off() {
            wire.add("off");
          }
        });
  }

  @Test
  void itIsReleasedForItsTimeAndAgainForAsLong() {
    wired();
    door.admit(ADMIT, Duration.ZERO);
    door.admit(ADMIT, Duration.ofMillis(1_999));
    assertThat(wire).containsExactly("off", "on 5000", "off", "on 5000");
    assertThat(events).containsOnly(new Opened(7, true, "")).hasSize(2);
  }

  @Test
  void whatComesLateOrInAFireOrWhereNothingIsWiredReleasesNothingAndIsTold() {
    door.admit(ADMIT, Duration.ZERO);
    wired();
    door.admit(ADMIT, Duration.ofSeconds(2));
    fire = true;
    door.admit(ADMIT, Duration.ZERO);
    fire = false;
    assertThat(wire).isEmpty();
    broken = true;
    door.admit(ADMIT, Duration.ZERO);
    assertThat(wire).containsExactly("off");
    assertThat(events)
        .containsExactly(
            new Opened(7, false, "it is not wired"),
            new Opened(7, false, "it was decided 2000 ms ago"),
            new Opened(7, false, "the fire input is active"),
            new Opened(7, false, "its pin: gone"));
  }
}
