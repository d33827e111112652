package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;

import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.cabinet.CabinetPlan;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/** The latch is closed and the door's own sensor says open: ajar, which is open, and told. */
class AjarTest {
  private static final Opener ALICES = new Opener.Visitor(ALICE, 1);
  private final Tale tale = Tale.inService(plan());

  private static Plan plan() {
    var sensors = new TreeMap<DoorId, Duration>();
    sensors.put(DOOR_1, CabinetPlan.TOLD_APART);
    return Tale.plan().with(FittingsPlan.none().with(CabinetPlan.plain().withSensors(sensors)));
  }

  @Test
  void aDoorThatStaysAjarIsToldAndNeverCounted() {
    tale.admitted(ALICE, 3).opens(DOOR_1).tell(new ShelfEvent.DoorAjar(DOOR_1)).forget();
    tale.after(599);
    assertThat(word()).isEqualTo("open");
    tale.after(1);
    assertThat(word()).isEqualTo("ajar");
    assertThat(tale.facts(ShelfFact.DoorAjar.class))
        .containsExactly(new ShelfFact.DoorAjar(DOOR_1, ALICES));
    assertThat(screen().title().key()).isEqualTo("doors-open.ajar.title");
    assertThat(screen().doors().getFirst().look()).isEqualTo(Screen.Look.AJAR);
    tale.after(60_000);
    assertThat(tale.effects).noneMatch(Effect.CountShelf.class::isInstance);
    assertThat(state()).isInstanceOf(DoorState.Open.class);
  }

  @Test
  void itIsAlarmedLikeADoorThatIsLeftOpen() {
    tale.admitted(ALICE, 3).opens(DOOR_1).tell(new ShelfEvent.DoorAjar(DOOR_1)).after(600);
    tale.after(plan().openTooLong().toMillis());
    assertThat(tale.facts(ShelfFact.DoorLeftOpen.class))
        .containsExactly(new ShelfFact.DoorLeftOpen(DOOR_1, ALICES));
    assertThat(word()).isEqualTo("ajar");
  }

  @Test
  void closedByBothItIsCounted() {
    tale.admitted(ALICE, 3).opens(DOOR_1).tell(new ShelfEvent.DoorAjar(DOOR_1)).after(600);
    tale.closes(DOOR_1);
    assertThat(word()).isEqualTo("counting");
    tale.counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
  }

  @Test
  void aContradictionThatPassesIsNotTold() {
    tale.admitted(ALICE, 3).opens(DOOR_1).tell(new ShelfEvent.DoorAjar(DOOR_1)).after(200);
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1)).after(1_000);
    assertThat(tale.facts(ShelfFact.DoorAjar.class)).isEmpty();
    assertThat(word()).isEqualTo("open");
  }

  @Test
  void aShutDoorThatIsFoundAjarIsForced() {
    tale.sensed(DOOR_1, DoorContact.AJAR).after(600);
    assertThat(tale.facts(ShelfFact.DoorForced.class)).hasSize(1);
    assertThat(word()).isEqualTo("ajar");
  }

  @Test
  void afterARestartItIsSensedAnew() {
    tale.sensed(DOOR_1, DoorContact.AJAR).after(600);
    tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp();
    assertThat(word()).isEqualTo("unseen");
    tale.sensed(DOOR_1, DoorContact.AJAR).after(600);
    assertThat(word()).isEqualTo("ajar");
  }

  private String word() {
    var status = tale.kiosk.said().status().orElseThrow();
    return Objects.requireNonNull(status.doors().get("1"));
  }

  private Screen screen() {
    return tale.kiosk.said().screen().orElseThrow();
  }

  private DoorState state() {
    return Objects.requireNonNull(tale.kiosk.shelf().doors().get(DOOR_1)).state();
  }
}
