package org.shuyi.kiosk.kernel;

/** What the configuration says of a station's devices besides its doors; each is optional. */
public record FittingsPlan() {
  /** Doors, and nothing else. */
  public static FittingsPlan none() {
    return new FittingsPlan();
  }
}
