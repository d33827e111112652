package org.shuyi.kiosk.kernel;

/**
 * The section of what a station has besides its doors: each component is the state of one room, and
 * a station without that device never changes it.
 */
public record Fittings() {
  public static Fittings fresh() {
    return new Fittings();
  }
}
