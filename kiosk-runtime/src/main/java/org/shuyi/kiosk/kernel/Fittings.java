package org.shuyi.kiosk.kernel;

import org.shuyi.kiosk.kernel.mark.Marks;
import org.shuyi.kiosk.kernel.power.Power;

/**
 * The section of what a station has besides its doors: each component is the state of one room, and
 * a station without that device never changes it.
 *
 * @param power where it comes from
 * @param marks of the tags behind the doors
 */
public record Fittings(Power power, Marks marks) {
  public static Fittings fresh() {
    return new Fittings(new Power.Mains(), Marks.none());
  }

  public Fittings with(Power next) {
    return new Fittings(next, marks);
  }

  public Fittings with(Marks next) {
    return new Fittings(power, next);
  }
}
