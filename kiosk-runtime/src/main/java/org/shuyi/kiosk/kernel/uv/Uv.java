package org.shuyi.kiosk.kernel.uv;

/**
 * The state of this room.
 *
 * @param burntMillis since this journal began
 * @param doneOn the day whose hours had their exposure, counted from 1970
 */
public record Uv(Lamp lamp, long burntMillis, long doneOn) {
  public static Uv dark() {
    return new Uv(new Lamp.Dark(0), 0, Long.MIN_VALUE);
  }

  Uv with(Lamp next) {
    return new Uv(next, burntMillis, doneOn);
  }
}
