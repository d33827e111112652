package org.shuyi.kiosk.kernel;

import org.shuyi.kiosk.kernel.power.Power;

/**
 * The section of what a station has besides its doors: each component is the state of one room, and
 * a station without that device never changes it.
 */
public record Fittings(Power power) {
  public static Fittings fresh() {
    return new Fittings(new Power.Mains());
  }

  public Fittings with(Power next) {
    return new Fittings(next);
  }
}
