package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.hardware.PinWiring.UvRelay;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.UvEvent;

/**
 * The interlock of the ultraviolet lamp: it burns only while every door before it was last seen
 * closed and every contact of the cabinet is quiet. Whatever says otherwise switches it off in the
 * same call, before the kernel hears of it, since this light harms eyes.
 *
 * <p>It is told from the threads of lock boards, pins and kernel.
 */
final class UvLamp {
  private final Consumer<Event> events;
  private final SortedMap<DoorId, Boolean> latches = new TreeMap<>();

  /** Of those doors only that have one. */
  private final SortedMap<DoorId, Boolean> sensors = new TreeMap<>();

  /** The contacts that are open, or that nobody sees. */
  private final TreeSet<String> disturbed = new TreeSet<>();

  private Optional<UvRelay> wiring = Optional.empty();
  private Pins.@Nullable Output output;
  private boolean burning;

  UvLamp(Consumer<Event> events) {
    this.events = events;
  }

  /** Its pin is there, and off. */
  synchronized void attach(UvRelay relay, Pins.Output pin) {
    wiring = Optional.of(relay);
    output = pin;
    burning = false;
  }

  /**
   * Burns it.
   *
   * @param ago since the kernel decided it
   */
  synchronized void shine(Duration atMost, Duration ago) {
    Optional<String> obstacle = obstacle(ago);
    Pins.Output pin = output;
    if (obstacle.isPresent() || pin == null) {
      events.accept(new UvEvent.LampOut(obstacle.orElse("it is not wired")));
      return;
    }
    burning = true;
    try {
      pin.pulse(atMost);
    } catch (RuntimeException failure) {
      out("its pin: " + failure.getMessage());
    }
  }

  /** The kernel wants it off. */
  synchronized void darken() {
    burning = false;
    off();
  }

  /** What a lock board says of a door, also that nobody sees it. */
  synchronized void latch(DoorId door, boolean isClosed) {
    heard(latches, door, isClosed);
  }

  /** The same of a sensor that a door has besides its latch. */
  synchronized void sensor(DoorId door, boolean isClosed) {
    heard(sensors, door, isClosed);
  }

  private void heard(SortedMap<DoorId, Boolean> contacts, DoorId door, boolean isClosed) {
    contacts.put(door, isClosed);
    if (!isClosed && isBefore(door)) out("door " + door + " is not seen shut");
  }

  /** A bolt is about to be pulled. */
  synchronized void unlocked(DoorId door) {
    if (isBefore(door)) out("door " + door + " is unlocked");
  }

  /** A contact of the cabinet or of the house opened, or is not seen, or is well again. */
  synchronized void contact(String what, boolean quiet) {
    if (quiet) disturbed.remove(what);
    else {
      disturbed.add(what);
      out(what);
    }
  }

  private Optional<String> obstacle(Duration ago) {
    Optional<String> late = Late.why(ago);
    if (late.isPresent()) return late;
    if (!disturbed.isEmpty()) return Optional.of(disturbed.first());
    return wiring.flatMap(
        relay ->
            relay.doors().stream()
                .filter(
                    door -> !latches.getOrDefault(door, false) || !sensors.getOrDefault(door, true))
                .findFirst()
                .map(door -> "door " + door + " is not seen shut"));
  }

  private boolean isBefore(DoorId door) {
    return wiring.filter(relay -> relay.doors().contains(door)).isPresent();
  }

  private void out(String why) {
    off();
    if (!burning) return;
    burning = false;
    events.accept(new UvEvent.LampOut(why));
  }

  /** A pin that cannot be told lets go by itself, and its board says that it is away. */
  private void off() {
    Pins.Output pin = output;
    if (pin == null) return;
    try {
      pin.off();
    } catch (RuntimeException gone) {
      wiring = Optional.empty();
      output = null;
    }
  }
}
