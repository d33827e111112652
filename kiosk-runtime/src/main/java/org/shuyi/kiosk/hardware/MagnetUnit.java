package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.MagnetEvent;
import org.shuyi.kiosk.kernel.magnet.Way;

/**
 * The contacts of the magnetic unit. Each is closed once for a number, and opens by itself; what
 * the unit does meanwhile it tells nobody.
 */
final class MagnetUnit {
  private final Consumer<Event> events;
  private final BooleanSupplier fire;
  private final Map<Way, Pins.Output> outputs = new EnumMap<>(Way.class);
  private long last;

  /**
   * @param fire whether the fire input is active, as last seen
   */
  MagnetUnit(Consumer<Event> events, BooleanSupplier fire) {
    this.events = events;
    this.fire = fire;
  }

  synchronized void attach(Way way, Pins.Output pin) {
    outputs.put(way, pin);
  }

  /**
   * Closes a contact, unless it comes too late, or the fire input is active.
   *
   * @param ago since it was decided: a disk may have held it up
   */
  synchronized void magnetise(Effect.Magnetise wanted, Duration ago) {
    if (wanted.pulse() <= last) return;
    last = wanted.pulse();
    Pins.Output pin = outputs.get(wanted.way());
    Optional<String> obstacle =
        Late.why(ago).or(() -> fire.getAsBoolean() ? Optional.of(Hardware.FIRE) : Optional.empty());
    if (pin == null) obstacle = Optional.of("it is not wired");
    else if (obstacle.isEmpty()) obstacle = closed(pin, wanted.atMost());
    events.accept(
        obstacle.isEmpty()
            ? new MagnetEvent.PulseBegan(wanted.pulse())
            : new MagnetEvent.PulseFailed(wanted.pulse(), obstacle.get()));
  }

  private static Optional<String> closed(Pins.Output pin, Duration atMost) {
    try {
      pin.off();
      pin.pulse(atMost);
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of("its pin: " + failure.getMessage());
    }
  }
}
