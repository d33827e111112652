package org.shuyi.kiosk.host;

import java.time.Duration;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.config.StationConfig;

/** How the courier behaves: as one of a city on a metered line, or alone on a desk. */
final class Courtesy {
  /** A spread below this says that no city comes back at the same time. */
  private static final Duration ALONE = Duration.ofSeconds(10);

  private Courtesy() {}

  static CourierSettings of(StationConfig config) {
    Duration spread = config.centre().spread();
    CourierSettings usual =
        spread.compareTo(ALONE) < 0 ? CourierSettings.desk() : CourierSettings.city();
    return usual.withSpread(spread);
  }
}
