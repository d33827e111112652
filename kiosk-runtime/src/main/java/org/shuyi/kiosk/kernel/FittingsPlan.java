package org.shuyi.kiosk.kernel;

import java.util.Optional;
import org.shuyi.kiosk.kernel.climate.ClimatePlan;

/** What the configuration says of a station's devices besides its doors; each is optional. */
public record FittingsPlan(Optional<ClimatePlan> climate) {
  /** Doors, and nothing else. */
  public static FittingsPlan none() {
    return new FittingsPlan(Optional.empty());
  }

  public FittingsPlan with(ClimatePlan plan) {
    return new FittingsPlan(Optional.of(plan));
  }
}
