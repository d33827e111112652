package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.kernel.Appliance;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.HealthEvent.FireChanged;
import org.shuyi.kiosk.kernel.HealthEvent.FireUnseen;
import org.shuyi.kiosk.kernel.HealthEvent.TamperChanged;

/** Doors become pins, and a level becomes a panel that is open or shut. */
class PinPanelTest {
  private final PaperPins board = new PaperPins();
  private final List<String> sensed = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Health> healths = new ArrayList<>();

  private final PinPanel panel =
      PinPanel.on(
          board,
          new PinWiring(
              new TreeMap<>(Map.of(new DoorId("1"), 17, new DoorId("2"), 18)),
              OptionalInt.of(27),
              OptionalInt.of(22),
              new TreeMap<>(Map.of(Guard.TILT, 23)),
              new TreeMap<>(
                  Map.of(
                      Appliance.FAN,
                      new Relay(5, Duration.ofHours(12)),
                      Appliance.HEATER,
                      new Relay(6, Duration.ofMinutes(30)),
                      Appliance.LIGHTS,
                      new Relay(13, Duration.ofHours(3)))),
              Optional.empty()),
          new UvLamp(events::add),
          (door, contact) -> sensed.add(door + " " + contact),
          events::add,
          healths::add);

  @Test
  void onlyTheLampsThatAreNamedAreLitAndADoorWithoutOneIsNobodys() {
    panel.light(Set.of(new DoorId("2"), new DoorId("4")));
    assertThat(board.on).containsExactly(18);
    panel.light(Set.of(new DoorId("1")));
    assertThat(board.on).containsExactly(17);
    panel.light(Set.of());
    assertThat(board.on).isEmpty();
    assertThat(healths).isEmpty();
  }

  @Test
  void noLampIsLitForLongerThanADayAndTheHeaterForNoLongerThanItsRuleSays() {
    assertThat(board.longest)
        .containsOnly(
            Duration.ofHours(24),
            Duration.ofHours(12),
            Duration.ofMinutes(30),
            Duration.ofHours(3));
  }

  @Test
  void whatIsNotNamedIsSwitchedOff() {
    panel.switchOn(Set.of(Appliance.FAN, Appliance.HEATER));
    assertThat(board.on).containsExactly(5, 6);
    panel.switchOn(Set.of(Appliance.FAN));
    assertThat(board.on).containsExactly(5);
  }

  @Test
  void aFireSwitchesFanAndHeaterOffInTheSameCallAndTheLightsOn() {
    panel.light(Set.of(new DoorId("1")));
    panel.switchOn(Set.of(Appliance.FAN, Appliance.HEATER));
    board.say(22, Pins.Level.HIGH);
    assertThat(board.on).as("lamp and lights").containsExactly(13, 17);
    panel.switchOn(Set.of(Appliance.HEATER, Appliance.LIGHTS));
    assertThat(board.on).containsExactly(13, 17);
    board.say(22, Pins.Level.LOW);
    panel.switchOn(Set.of(Appliance.FAN));
    assertThat(board.on).containsExactly(5, 17);
  }

  @Test
  void anOpenContactOrACutWireIsAnAlarmOfItsOwn() {
    assertThat(board.watched).contains("23 UP");
    board.say(23, Pins.Level.HIGH);
    board.say(23, Pins.Level.LOW);
    board.say(23, Pins.Level.UNKNOWN);
    assertThat(events)
        .containsExactly(
            new HealthEvent.GuardChanged(Guard.TILT, true),
            new HealthEvent.GuardChanged(Guard.TILT, false));
    assertThat(healths).contains(new Health.Degraded("the tilt contact at pin 23 is not seen"));
  }

  @Test
  void anOpenSwitchOrACutWireIsAnAlarmAndAClosedOneIsWell() {
    assertThat(board.watched).contains("27 UP");
    board.say(27, Pins.Level.HIGH);
    board.say(27, Pins.Level.LOW);
    assertThat(events).containsExactly(new TamperChanged(true), new TamperChanged(false));
    assertThat(healths).containsOnly(new Health.Ready());
  }

  @Test
  void aSwitchThatNobodySeesIsNoAlarmButPoorHealth() {
    board.say(27, Pins.Level.UNKNOWN);
    assertThat(events).isEmpty();
    assertThat(healths)
        .containsExactly(new Health.Degraded("the tamper switch at pin 27 is not seen"));
  }

  @Test
  void anOpenFireContactOrACutWireIsAFire() {
    assertThat(board.watched).contains("22 UP");
    assertThat(panel.fire()).isFalse();
    board.say(22, Pins.Level.HIGH);
    assertThat(panel.fire()).isTrue();
    board.say(22, Pins.Level.LOW);
    assertThat(panel.fire()).isFalse();
    assertThat(events).containsExactly(new FireChanged(true), new FireChanged(false));
  }

  @Test
  void aFireContactThatNobodySeesIsPoorHealthAndWhatItSaidLastStands() {
    board.say(22, Pins.Level.HIGH);
    board.say(22, Pins.Level.UNKNOWN);
    assertThat(panel.fire()).isTrue();
    assertThat(events).containsExactly(new FireChanged(true), new FireUnseen());
    assertThat(healths).contains(new Health.Degraded("the fire input at pin 22 is not seen"));
  }

  /** One thing that is not well hides nothing else, and is not hidden by it. */
  @Test
  void eachPinHasAHealthOfItsOwn() {
    board.say(22, Pins.Level.UNKNOWN);
    board.say(23, Pins.Level.LOW);
    board.say(27, Pins.Level.LOW);
    assertThat(healths)
        .endsWith(new Health.Degraded("the fire input at pin 22 is not seen"))
        .doesNotContain(new Health.Ready());
    board.say(23, Pins.Level.UNKNOWN);
    board.say(22, Pins.Level.LOW);
    assertThat(healths).endsWith(new Health.Degraded("the tilt contact at pin 23 is not seen"));
    board.say(23, Pins.Level.LOW);
    assertThat(healths).endsWith(new Health.Ready());
  }

  /** A lamp or a fan is not the board: whatever else hangs there works. */
  @Test
  void anOutputThatFailsIsToldAndTheBoardIsNotLost() {
    board.broken = true;
    panel.light(Set.of(new DoorId("1")));
    assertThat(healths).hasOnlyElementsOfType(Health.Degraded.class);
    assertThat(healths.getLast().toString()).contains("the lamp of door 1: no line 17");
    board.say(22, Pins.Level.LOW);
    assertThat(healths.getLast().toString()).contains("the lamp of door 1: no line 17");
    board.broken = false;
    panel.light(Set.of(new DoorId("1")));
    assertThat(healths).endsWith(new Health.Ready());
  }
}
