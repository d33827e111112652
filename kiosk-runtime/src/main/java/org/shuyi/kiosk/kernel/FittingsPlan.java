package org.shuyi.kiosk.kernel;

import java.util.Optional;
import org.shuyi.kiosk.kernel.cabinet.CabinetPlan;
import org.shuyi.kiosk.kernel.climate.ClimatePlan;
import org.shuyi.kiosk.kernel.intake.IntakePlan;

/**
 * What the configuration says of a station's devices besides its doors; each is optional.
 *
 * @param printer of receipts
 * @param climate by what rules the air is kept
 * @param intake the return slot
 * @param cabinet what its doors have besides a bolt and a switch
 */
public record FittingsPlan(
    Optional<DeviceId> printer,
    Optional<ClimatePlan> climate,
    Optional<IntakePlan> intake,
    CabinetPlan cabinet) {
  /** Doors, and nothing else. */
  public static FittingsPlan none() {
    return new FittingsPlan(
        Optional.empty(), Optional.empty(), Optional.empty(), CabinetPlan.plain());
  }

  /** The same with this printer of receipts. */
  public FittingsPlan printing(DeviceId device) {
    return new FittingsPlan(Optional.of(device), climate, intake, cabinet);
  }

  public FittingsPlan with(ClimatePlan plan) {
    return new FittingsPlan(printer, Optional.of(plan), intake, cabinet);
  }

  public FittingsPlan with(IntakePlan plan) {
    return new FittingsPlan(printer, climate, Optional.of(plan), cabinet);
  }

  public FittingsPlan with(CabinetPlan other) {
    return new FittingsPlan(printer, climate, intake, other);
  }
}
