package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** A lamp over a door is lit as long as a hand may reach in. */
class LampsTest {
  private final Tale tale = Tale.inService();

  @Test
  void theLampIsLitFromTheOfferUntilTheDoorIsClosed() {
    tale.admitted(ALICE, 5);
    assertThat(lit()).isEmpty();
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    assertThat(lit()).containsExactly(light(DOOR_1));
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1));
    assertThat(lit()).as("an open door is lit already").containsExactly(light(DOOR_1));
    tale.closes(DOOR_1);
    assertThat(lit()).containsExactly(light(DOOR_1), light());
  }

  @Test
  void anOfferThatNobodyTakesGoesDark() {
    tale.admitted(ALICE, 5);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_2)));
    tale.tell(new ShelfEvent.BoltPulled(DOOR_2, ShelfEvent.Pull.DONE, "")).forget();
    tale.after(Tale.plan().timeToOpen().toMillis());
    assertThat(lit()).containsExactly(light());
  }

  @Test
  void aDoorThatIsForcedIsLitToo() {
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1));
    assertThat(lit()).containsExactly(light(DOOR_1));
  }

  @Test
  void theLampsAreSaidAgainAfterARestartAndWhenADeviceIsBack() {
    tale.admitted(ALICE, 5).opens(DOOR_1).forget();
    tale.tell(new TimeEvent.Restarted(2, "power cut"));
    assertThat(lit()).as("nobody knows yet whether the door is open").containsExactly(light());
    tale.devicesUp().sensed(DOOR_1, DoorContact.OPEN).forget();
    tale.tell(changed(new DeviceHealth.Lost("unplugged")));
    assertThat(lit()).isEmpty();
    tale.tell(changed(new DeviceHealth.Ready()));
    assertThat(lit()).containsExactly(light(DOOR_1));
  }

  private static Event changed(DeviceHealth health) {
    return new HealthEvent.DeviceChanged(new DeviceId("pins"), health);
  }

  private List<Effect.Light> lit() {
    return tale.effects(Effect.Light.class);
  }

  private static Effect.Light light(DoorId... doors) {
    return new Effect.Light(new TreeSet<>(Arrays.asList(doors)));
  }
}
