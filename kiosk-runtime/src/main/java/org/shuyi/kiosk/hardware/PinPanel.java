package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.link.Pins.Bias;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.devices.lock.Contact;
import org.shuyi.kiosk.kernel.Appliance;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.ShelfEvent.CompartmentSeen;
import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;

/**
 * The lamps, the switches, the tamper switch and the fire input at the pins of the board.
 *
 * <p>An open contact and a wire that is cut look alike: a pull-up makes both high, and both are an
 * alarm. While the fire input is active no motion goes out and nothing is switched on, also where
 * the kernel decided it a moment before it heard of the fire; what was on goes off in the same
 * call.
 */
final class PinPanel {
  /** Without pins: nothing is lit and nothing is said. */
  static final PinPanel NONE =
      new PinPanel(
          new TreeMap<>(), new TreeMap<>(), new UvLamp(event -> {}), new PinHealths(health -> {}));

  /** No output stays on for ever; a lamp over a door that stands open for a day goes dark. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final SortedMap<DoorId, Pins.Output> lamps;
  private final SortedMap<Appliance, Switch> switches;
  private final UvLamp uv;
  private final PinHealths healths;
  private volatile boolean fire;

  private record Switch(Pins.Output output, Duration longest) {}

  private PinPanel(
      SortedMap<DoorId, Pins.Output> lamps,
      SortedMap<Appliance, Switch> switches,
      UvLamp uv,
      PinHealths healths) {
    this.lamps = lamps;
    this.switches = switches;
    this.uv = uv;
    this.healths = healths;
  }

  /**
   * @param sensors hears what the doors' own sensors say
   */
  static PinPanel on(
      Pins pins,
      PinWiring wiring,
      UvLamp uv,
      BiConsumer<DoorId, Contact> sensors,
      Consumer<Event> events,
      Consumer<Health> healths) {
    var lamps = new TreeMap<DoorId, Pins.Output>();
    wiring.lamps().forEach((door, pin) -> lamps.put(door, pins.output(pin, LONGEST)));
    var switches = new TreeMap<Appliance, Switch>();
    wiring
        .switches()
        .forEach(
            (appliance, relay) ->
                switches.put(
                    appliance,
                    new Switch(pins.output(relay.pin(), relay.longest()), relay.longest())));
    wiring
        .sensors()
        .forEach(
            (door, input) ->
                pins.watch(input, Bias.UP, (pin, level) -> sensors.accept(door, contact(level))));
    wiring
        .occupied()
        .forEach(
            (door, input) ->
                pins.watch(
                    input,
                    Bias.UP,
                    (pin, level) -> events.accept(new CompartmentSeen(door, occupancy(level)))));
    wiring
        .uv()
        .ifPresent(
            lamp -> uv.attach(lamp, pins.output(lamp.relay().pin(), lamp.relay().longest())));
    var each = new PinHealths(healths);
    var panel = new PinPanel(lamps, switches, uv, each);
    OptionalInt input = wiring.fire();
    if (input.isPresent()) {
      pins.watch(input.getAsInt(), Bias.UP, (pin, level) -> panel.fireSensed(pin, level, events));
    }
    OptionalInt tamper = wiring.tamper();
    if (tamper.isPresent()) {
      pins.watch(tamper.getAsInt(), Bias.UP, (pin, level) -> panel.sensed(pin, level, events));
    }
    wiring
        .guards()
        .forEach(
            (guard, contact) ->
                pins.watch(
                    contact,
                    Bias.UP,
                    (pin, level) -> panel.guardSensed(guard, pin, level, events)));
    EntrancePanel.watch(pins, wiring.entrance(), events, each);
    return panel;
  }

  /** A wire that is cut reads as open. */
  private static Contact contact(Level level) {
    return switch (level) {
      case LOW -> Contact.CLOSED;
      case HIGH -> Contact.OPEN;
      case UNKNOWN -> Contact.UNKNOWN;
    };
  }

  /** A wire that is cut reads as occupied, which the next count contradicts. */
  private static Occupancy occupancy(Level level) {
    return switch (level) {
      case LOW -> Occupancy.EMPTY;
      case HIGH -> Occupancy.OCCUPIED;
      case UNKNOWN -> Occupancy.UNKNOWN;
    };
  }

  /** Whether the fire input is active, as last seen. */
  boolean fire() {
    return fire;
  }

  /** A lamp that fails is told, and costs nobody else anything. */
  void light(Set<DoorId> lit) {
    lamps.forEach(
        (door, lamp) -> set(lamp, lit.contains(door), LONGEST, "the lamp of door " + door));
  }

  /** Each for its longest time at most, whatever the kernel forgets. */
  synchronized void switchOn(Set<Appliance> on) {
    switches.forEach(
        (appliance, relay) -> {
          boolean light = appliance == Appliance.LIGHTS;
          String what = "the " + appliance.word();
          // A light is renewed by each word of it; a millisecond without it moves no relay.
          if (light) set(relay.output(), false, relay.longest(), what);
          set(relay.output(), on.contains(appliance) && (light || !fire), relay.longest(), what);
        });
  }

  private void set(Pins.Output output, boolean on, Duration atMost, String what) {
    try {
      if (on) output.pulse(atMost);
      else output.off();
      healths.obeyed(what);
    } catch (RuntimeException failure) {
      healths.failed(what, what + ": " + failure.getMessage());
    }
  }

  private void fireSensed(int pin, Level level, Consumer<Event> events) {
    switch (level) {
      case LOW, HIGH -> {
        uv.contact("the fire input", level == Level.LOW);
        burns(level == Level.HIGH);
        healths.well("the fire input at pin " + pin);
        events.accept(new HealthEvent.FireChanged(fire));
      }
      case UNKNOWN -> {
        uv.contact("the fire input", false);
        healths.unseen("the fire input at pin " + pin);
        events.accept(new HealthEvent.FireUnseen());
      }
    }
  }

  private synchronized void burns(boolean active) {
    fire = active;
    if (active) switchOn(new TreeSet<>(List.of(Appliance.LIGHTS)));
  }

  private void sensed(int pin, Level level, Consumer<Event> events) {
    uv.contact("the service panel", level == Level.LOW);
    String what = "the tamper switch at pin " + pin;
    switch (level) {
      case LOW, HIGH -> {
        healths.well(what);
        events.accept(new HealthEvent.TamperChanged(level == Level.HIGH));
      }
      case UNKNOWN -> healths.unseen(what);
    }
  }

  private void guardSensed(Guard guard, int pin, Level level, Consumer<Event> events) {
    uv.contact(guard.alarm(), level == Level.LOW);
    String what = "the " + guard.word() + " contact at pin " + pin;
    switch (level) {
      case LOW, HIGH -> {
        healths.well(what);
        events.accept(new HealthEvent.GuardChanged(guard, level == Level.HIGH));
      }
      case UNKNOWN -> healths.unseen(what);
    }
  }
}
