package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.link.Pins.Bias;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;

/** The lamps and the tamper switch at the pins of the board. */
final class PinPanel {
  /** Without pins: nothing is lit and nothing is said. */
  static final PinPanel NONE = new PinPanel(new TreeMap<>(), health -> {});

  /** No output stays on for ever; a lamp over a door that stands open for a day goes dark. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final SortedMap<DoorId, Pins.Output> lamps;
  private final Consumer<Health> healths;

  private PinPanel(SortedMap<DoorId, Pins.Output> lamps, Consumer<Health> healths) {
    this.lamps = lamps;
    this.healths = healths;
  }

  static PinPanel on(
      Pins pins, PinWiring wiring, Consumer<Event> events, Consumer<Health> healths) {
    var lamps = new TreeMap<DoorId, Pins.Output>();
    wiring.lamps().forEach((door, pin) -> lamps.put(door, pins.output(pin, LONGEST)));
    OptionalInt tamper = wiring.tamper();
    if (tamper.isPresent()) {
      // The pull-up makes a wire that is cut look like an open switch.
      pins.watch(tamper.getAsInt(), Bias.UP, (pin, level) -> sensed(pin, level, events, healths));
    }
    return new PinPanel(lamps, healths);
  }

  /** A lamp that fails costs the pins their health, and nobody else anything. */
  void light(Set<DoorId> lit) {
    lamps.forEach(
        (door, lamp) -> {
          try {
            if (lit.contains(door)) lamp.pulse(LONGEST);
            else lamp.off();
          } catch (RuntimeException failure) {
            healths.accept(
                new Health.Lost("the lamp of door " + door + ": " + failure.getMessage()));
          }
        });
  }

  private static void sensed(
      int pin, Level level, Consumer<Event> events, Consumer<Health> healths) {
    switch (level) {
      case LOW, HIGH -> {
        healths.accept(new Health.Ready());
        events.accept(new HealthEvent.TamperChanged(level == Level.HIGH));
      }
      case UNKNOWN ->
          healths.accept(new Health.Degraded("the tamper switch at pin " + pin + " is not seen"));
    }
  }
}
