package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.custody.Custody;

/** Fault 21: what a station can say of wires that it cannot see. */
class WrongDoorTest {
  private final Tale tale = Tale.inService();

  private void asksForDoorOne() {
    tale.admitted(ALICE, 5);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    tale.tell(new ShelfEvent.BoltPulled(DOOR_1, ShelfEvent.Pull.DONE, ""));
  }

  private void isToldOnce() {
    assertThat(tale.facts(ShelfFact.WrongDoorOpened.class))
        .containsExactly(
            new ShelfFact.WrongDoorOpened(DOOR_1, DOOR_2, new Opener.Visitor(ALICE, 1)));
  }

  @Test
  void anotherDoorThatOpensAndShutsInsteadIsNamedWithTheOneThatWasAskedFor() {
    asksForDoorOne();
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    assertThat(tale.facts(ShelfFact.DoorForced.class)).hasSize(1);
    tale.closes(DOOR_2);
    isToldOnce();
    tale.after(11_000);
    isToldOnce();
  }

  @Test
  void anotherDoorThatStandsOpenWhenTheTimeIsOverIsNamedToo() {
    asksForDoorOne();
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    tale.after(11_000);
    isToldOnce();
    tale.closes(DOOR_2);
    isToldOnce();
  }

  @Test
  void aBoardThatSaysThatItsBoltDidNotMoveIsNoReasonToBeSilent() {
    asksForDoorOneAndIsTold(ShelfEvent.Pull.NOT_DONE);
    isToldOnce();
  }

  private void asksForDoorOneAndIsTold(ShelfEvent.Pull pull) {
    tale.admitted(ALICE, 5);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    tale.tell(new ShelfEvent.BoltPulled(DOOR_1, pull, "the bit did not change"));
  }

  @Test
  void whatLeftFromBehindTheWrongDoorIsChargedToNobody() {
    asksForDoorOne();
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    tale.closes(DOOR_2).counted(DOOR_2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.kiosk.custody().places().get(Tale.tag(4))).isInstanceOf(Custody.Suspect.class);
  }

  @Test
  void aDoorThatOpensAsAskedAccusesNoOtherThatIsForced() {
    asksForDoorOne();
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1));
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    tale.closes(DOOR_2).closes(DOOR_1);
    assertThat(tale.facts(ShelfFact.WrongDoorOpened.class)).isEmpty();
  }

  @Test
  void aDoorThatStoodOpenBeforeTheBoltWasPulledIsNotAccused() {
    tale.tell(new ShelfEvent.DoorOpened(DOOR_2));
    tale.after(1_000);
    asksForDoorOne();
    tale.after(11_000);
    tale.closes(DOOR_2);
    assertThat(tale.facts(ShelfFact.WrongDoorOpened.class)).isEmpty();
  }
}
