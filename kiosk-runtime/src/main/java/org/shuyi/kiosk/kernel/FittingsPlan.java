package org.shuyi.kiosk.kernel;

import java.util.Optional;
import org.shuyi.kiosk.kernel.climate.ClimatePlan;
import org.shuyi.kiosk.kernel.intake.IntakePlan;

/**
 * What the configuration says of a station's devices besides its doors; each is optional.
 *
 * @param printer of receipts
 * @param climate by what rules the air is kept
 * @param intake the return slot
 */
public record FittingsPlan(
    Optional<DeviceId> printer, Optional<ClimatePlan> climate, Optional<IntakePlan> intake) {
  /** Doors, and nothing else. */
  public static FittingsPlan none() {
    return new FittingsPlan(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same with this printer of receipts. */
  public FittingsPlan printing(DeviceId device) {
    return new FittingsPlan(Optional.of(device), climate, intake);
  }

  public FittingsPlan with(ClimatePlan plan) {
    return new FittingsPlan(printer, Optional.of(plan), intake);
  }

  public FittingsPlan with(IntakePlan plan) {
    return new FittingsPlan(printer, climate, Optional.of(plan));
  }
}
