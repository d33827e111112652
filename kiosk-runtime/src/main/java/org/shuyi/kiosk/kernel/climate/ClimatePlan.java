package org.shuyi.kiosk.kernel.climate;

import java.time.Duration;
import java.util.Optional;
import org.shuyi.kiosk.kernel.DeviceId;

/**
 * The sensor of the air, and the rules for what it says; with neither rule it is only shown.
 *
 * @param sensor the device that measures
 */
public record ClimatePlan(DeviceId sensor, Optional<Fan> fan, Optional<Heater> heater) {
  /**
   * Hysteresis: switched on beyond one value, and off again beyond the other, in thousandths of a
   * degree or of a per cent.
   */
  public record Band(int on, int off) {}

  /** Runs while it is too warm, or too damp. */
  public record Fan(Optional<Band> warmth, Optional<Band> damp, Spans spans) {}

  /** Heats while it is too cold. Humidity is the fan's: to heat against it could cook the books. */
  public record Heater(Band warmth, Spans spans) {}

  /**
   * How long a motor or a relay is left in peace.
   *
   * @param atLeastOn once it was switched on, while nothing dangerous happens
   * @param atLeastOff once it was switched off, or the program began
   * @param atMost at a stretch, after which it rests for {@code atLeastOff}
   */
  public record Spans(Duration atLeastOn, Duration atLeastOff, Duration atMost) {}
}
