package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.ShelfEvent.CompartmentSeen;
import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;
import org.shuyi.kiosk.kernel.ShelfFact.CompartmentCleared;
import org.shuyi.kiosk.kernel.ShelfFact.CompartmentSuspect;
import org.shuyi.kiosk.kernel.cabinet.Compartment;
import org.shuyi.kiosk.kernel.cabinet.Looking;

/** Infrared and tags agree, or the compartment is suspect until somebody looks or both agree. */
class CompartmentTest {
  private final Tale tale = Tale.inService();

  @Test
  void whereBothAgreeNothingIsSuspect() {
    seen(DOOR_1, Occupancy.OCCUPIED);
    tale.admitted(ALICE, 3).opens(DOOR_2).closes(DOOR_2);
    seen(DOOR_2, Occupancy.EMPTY);
    tale.counted(DOOR_2);
    assertThat(tale.facts(CompartmentSuspect.class)).isEmpty();
  }

  @Test
  void somethingWithoutATagIsSuspectUntilItIsGone() {
    tale.admitted(ALICE, 3).opens(DOOR_2).closes(DOOR_2);
    seen(DOOR_2, Occupancy.OCCUPIED);
    assertThat(isSuspect(DOOR_2)).as("while it is counted").isFalse();
    tale.counted(DOOR_2);
    assertThat(tale.facts(CompartmentSuspect.class))
        .containsExactly(
            new CompartmentSuspect(DOOR_2, "occupied-without-tag", new Opener.Visitor(ALICE, 1)));
    assertThat(isSuspect(DOOR_2)).isTrue();
    seen(DOOR_2, Occupancy.EMPTY);
    assertThat(tale.facts(CompartmentCleared.class))
        .containsExactly(new CompartmentCleared(DOOR_2, "agrees"));
    assertThat(isSuspect(DOOR_2)).isFalse();
  }

  @Test
  void aTagThatNothingIsSeenOfIsSuspectUntilACountAgrees() {
    seen(DOOR_2, Occupancy.EMPTY);
    assertThat(tale.facts(CompartmentSuspect.class))
        .containsExactly(
            new CompartmentSuspect(DOOR_2, "tag-without-barrier", new Opener.Unknown()));
    tale.admitted(ALICE, 3).opens(DOOR_2).closes(DOOR_2).counted(DOOR_2);
    assertThat(tale.facts(CompartmentCleared.class)).hasSize(1);
  }

  @Test
  void aPersonWhoHasLookedClearsItAndTheSameIsNotRaisedAgain() {
    seen(DOOR_2, Occupancy.EMPTY);
    tale.tell(new ServiceEvent.CompartmentSettled("lin", DOOR_2));
    assertThat(tale.facts(CompartmentCleared.class))
        .containsExactly(new CompartmentCleared(DOOR_2, "looked at by lin"));
    assertThat(isSuspect(DOOR_2)).isFalse();
    tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp();
    tale.sensed(DOOR_2, DoorContact.CLOSED).counted(DOOR_2, 4);
    seen(DOOR_2, Occupancy.EMPTY);
    assertThat(tale.facts(CompartmentSuspect.class)).hasSize(1);
    seen(DOOR_2, Occupancy.OCCUPIED);
    seen(DOOR_2, Occupancy.EMPTY);
    assertThat(tale.facts(CompartmentSuspect.class)).as("a new contradiction").hasSize(2);
  }

  @Test
  void whatIsNotSuspectCannotBeSettled() {
    tale.tell(new ServiceEvent.CompartmentSettled("lin", DOOR_1));
    assertThat(tale.facts(ServiceFact.Acted.class))
        .containsExactly(
            new ServiceFact.Acted("lin", "look into compartment 1", "it is not suspect"));
    assertThat(tale.facts(CompartmentCleared.class)).isEmpty();
  }

  @Test
  void aBarrierThatIsNotSeenDecidesNothing() {
    seen(DOOR_2, Occupancy.UNKNOWN);
    assertThat(tale.facts(CompartmentSuspect.class)).isEmpty();
    seen(DOOR_2, Occupancy.EMPTY);
    seen(DOOR_2, Occupancy.UNKNOWN);
    assertThat(isSuspect(DOOR_2)).as("nor does it clear anything").isTrue();
  }

  private void seen(DoorId door, Occupancy occupancy) {
    tale.tell(new CompartmentSeen(door, occupancy));
  }

  private boolean isSuspect(DoorId door) {
    return Looking.of(tale.kiosk, door).map(Compartment::isSuspect).orElse(false);
  }
}
