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

/**
 * The lamps, the tamper switch and the fire input at the pins of the board.
 *
 * <p>An open contact and a wire that is cut look alike: a pull-up makes both high, and both are an
 * alarm. While the fire input is active no motion goes out, also none that the kernel decided a
 * moment before it heard of it.
 */
final class PinPanel {
  /** Without pins: nothing is lit and nothing is said. */
  static final PinPanel NONE = new PinPanel(new TreeMap<>(), health -> {});

  /** No output stays on for ever; a lamp over a door that stands open for a day goes dark. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final SortedMap<DoorId, Pins.Output> lamps;
  private final Consumer<Health> healths;
  private volatile boolean fire;

  private PinPanel(SortedMap<DoorId, Pins.Output> lamps, Consumer<Health> healths) {
    this.lamps = lamps;
    this.healths = healths;
  }

  static PinPanel on(
      Pins pins, PinWiring wiring, Consumer<Event> events, Consumer<Health> healths) {
    var lamps = new TreeMap<DoorId, Pins.Output>();
    wiring.lamps().forEach((door, pin) -> lamps.put(door, pins.output(pin, LONGEST)));
    var panel = new PinPanel(lamps, healths);
    OptionalInt input = wiring.fire();
    if (input.isPresent()) {
      pins.watch(input.getAsInt(), Bias.UP, (pin, level) -> panel.fireSensed(pin, level, events));
    }
    OptionalInt tamper = wiring.tamper();
    if (tamper.isPresent()) {
      pins.watch(tamper.getAsInt(), Bias.UP, (pin, level) -> panel.sensed(pin, level, events));
    }
    return panel;
  }

  /** Whether the fire input is active, as last seen. */
  boolean fire() {
    return fire;
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

  private void fireSensed(int pin, Level level, Consumer<Event> events) {
    switch (level) {
      case LOW, HIGH -> {
        fire = level == Level.HIGH;
        healths.accept(new Health.Ready());
        events.accept(new HealthEvent.FireChanged(fire));
      }
      case UNKNOWN -> {
        healths.accept(new Health.Degraded("the fire input at pin " + pin + " is not seen"));
        events.accept(new HealthEvent.FireUnseen());
      }
    }
  }

  private void sensed(int pin, Level level, Consumer<Event> events) {
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
