package org.shuyi.kiosk.kernel.uv;

/** How the ultraviolet lamp stands. Times are ticks. */
public sealed interface Lamp {
  /**
   * @param lookAt when it is next asked whether it may burn
   */
  record Dark(long lookAt) implements Lamp {}

  /** It burns at {@code until}, unless something comes between. */
  record CountingDown(long until) implements Lamp {}

  record Burning(long since, long until) implements Lamp {}
}
