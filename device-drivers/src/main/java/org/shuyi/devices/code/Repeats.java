package org.shuyi.devices.code;

import java.time.Duration;

/**
 * Tells a code from its repeats: held before a scanner it comes again and again, and each repeat
 * begins the time anew.
 */
public final class Repeats {
  private final long withinMillis;
  private String last = "";
  private long lastAt;

  /**
   * @param within the same code within this time is one scan
   */
  public Repeats(Duration within) {
    withinMillis = within.toMillis();
  }

  /** Whether this code is the last one again. */
  public boolean isAgain(String code, long now) {
    boolean again = code.equals(last) && now - lastAt < withinMillis;
    last = code;
    lastAt = now;
    return again;
  }

  /** The next code is told, whichever it is. */
  public void forget() {
    last = "";
  }
}
