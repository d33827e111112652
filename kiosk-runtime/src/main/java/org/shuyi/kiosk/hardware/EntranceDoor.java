package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;

/**
 * The relay that lets people in. It can only release, for a while, and falls back by itself;
 * nothing here knows how to keep anybody inside.
 */
final class EntranceDoor {
  private final Consumer<Event> events;
  private final BooleanSupplier fire;
  private Pins.@Nullable Output output;

  /**
   * @param fire whether the fire input is active, as last seen
   */
  EntranceDoor(Consumer<Event> events, BooleanSupplier fire) {
    this.events = events;
    this.fire = fire;
  }

  synchronized void attach(Pins.Output pin) {
    output = pin;
  }

  /**
   * Releases the door, unless it comes too late, or the fire input is active.
   *
   * @param ago since it was decided: a disk may have held it up
   */
  synchronized void admit(Effect.Admit admit, Duration ago) {
    Pins.Output pin = output;
    Optional<String> obstacle =
        Late.why(ago).or(() -> fire.getAsBoolean() ? Optional.of(Hardware.FIRE) : Optional.empty());
    if (pin == null) obstacle = Optional.of("it is not wired");
    else if (obstacle.isEmpty()) obstacle = released(pin, admit.atMost());
    events.accept(
        new EntranceEvent.Opened(admit.number(), obstacle.isEmpty(), obstacle.orElse("")));
  }

  /** Open already, it is open for as long again. */
  private static Optional<String> released(Pins.Output pin, Duration atMost) {
    try {
      pin.off();
      pin.pulse(atMost);
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of("its pin: " + failure.getMessage());
    }
  }
}
