package org.shuyi.kiosk.kernel.light;

/**
 * The state of this room.
 *
 * @param awakeUntil the tick until which somebody keeps them bright; 0 for nobody
 * @param lookAt the tick at which the hour is looked at again
 */
public record Lights(boolean bright, long awakeUntil, long lookAt) {
  public static Lights on() {
    return new Lights(true, 0, 0);
  }
}
