package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The sensor of the air, and what fan and heater do by it.
 *
 * @param sensor the name of a device whose kind begins with {@code climate}
 */
public record ClimateConfig(String sensor, Optional<Fan> fan, Optional<Heater> heater) {
  /**
   * Switched on above one value and off below the other, which is lower.
   *
   * @param above degrees or per cent
   * @param below the same
   */
  public record Above(int above, int below) {}

  /** Runs while it is too warm in degrees, or too damp in per cent. */
  public record Fan(Optional<Above> warm, Optional<Above> damp, Spans spans) {}

  /**
   * Heats while it is too cold.
   *
   * @param onBelow degrees
   * @param offAbove degrees, more than that
   */
  public record Heater(int onBelow, int offAbove, Spans spans) {}

  /** The shortest times on and off, and the longest on at a stretch. */
  public record Spans(Duration atLeastOn, Duration atLeastOff, Duration atMost) {}
}
