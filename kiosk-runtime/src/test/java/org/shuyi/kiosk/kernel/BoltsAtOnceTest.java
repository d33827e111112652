package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.ShelfEvent.BoltPulled;
import org.shuyi.kiosk.kernel.ShelfEvent.Pull;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.VisitEvent.Touched;
import org.shuyi.kiosk.kernel.cabinet.Bolts;
import org.shuyi.kiosk.kernel.cabinet.CabinetPlan;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/** Bolts of all boards on one supply: the second waits for the first, and not for long. */
class BoltsAtOnceTest {
  private static final int PULSE = 800;
  private final Tale tale =
      Tale.inService(
          Tale.plan().with(FittingsPlan.none().with(CabinetPlan.plain().withBoltsAtOnce(1))));

  @Test
  void theSecondBoltWaitsUntilThePulseOfTheFirstIsOver() {
    both();
    assertThat(unlocked()).containsExactly(DOOR_1);
    assertThat(tale.facts(ShelfFact.UnlockMeant.class)).hasSize(2);
    tale.after(200).tell(new BoltPulled(DOOR_1, Pull.DONE, ""));
    assertThat(tale.kiosk.wakeAt()).isEqualTo(tale.ticks + PULSE);
    tale.after(PULSE - 1);
    assertThat(unlocked()).containsExactly(DOOR_1);
    tale.after(1);
    assertThat(unlocked()).containsExactly(DOOR_1, DOOR_2);
  }

  @Test
  void aBoltThatDidNotMoveMakesRoomAtOnce() {
    both().tell(new BoltPulled(DOOR_1, Pull.NOT_DONE, "refused"));
    assertThat(unlocked()).containsExactly(DOOR_1, DOOR_2);
  }

  @Test
  void aBoltThatWouldComeLateIsNotPulledAndItsShelfIsCounted() {
    both().after(2_000);
    assertThat(unlocked()).containsExactly(DOOR_1);
    assertThat(state(DOOR_2)).isInstanceOf(DoorState.Counting.class);
    tale.counted(DOOR_2, 4);
    assertThat(state(DOOR_2)).isEqualTo(new DoorState.Shut());
  }

  @Test
  void aBoardThatNeverSaysHowItWentHoldsTheSupplyNoLongerThanAnyBoardCould() {
    both().after(5_000 + PULSE);
    tale.counted(DOOR_2, 4).tell(new Touched(new Intent.OpenDoor(DOOR_2)));
    assertThat(unlocked()).containsExactly(DOOR_1, DOOR_2);
  }

  @Test
  void afterARestartNothingWaits() {
    both().tell(new TimeEvent.Restarted(2, "power cut")).devicesUp();
    assertThat(tale.kiosk.fittings().cabinet().bolts()).isEqualTo(Bolts.idle());
    assertThat(unlocked()).containsExactly(DOOR_1);
  }

  @Test
  void inAnEmergencyNothingWaits() {
    both().tell(new HealthEvent.FireChanged(true)).after(2_000);
    assertThat(unlocked()).containsExactly(DOOR_1);
  }

  private Tale both() {
    tale.admitted(ALICE, 3);
    tale.tell(new Touched(new Intent.OpenDoor(DOOR_1)));
    return tale.tell(new Touched(new Intent.OpenDoor(DOOR_2)));
  }

  private List<DoorId> unlocked() {
    return tale.effects.stream()
        .filter(Effect.Unlock.class::isInstance)
        .map(Effect.Unlock.class::cast)
        .map(Effect.Unlock::door)
        .toList();
  }

  private DoorState state(DoorId door) {
    return Objects.requireNonNull(tale.kiosk.shelf().doors().get(door)).state();
  }
}
