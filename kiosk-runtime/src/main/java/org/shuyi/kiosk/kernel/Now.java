package org.shuyi.kiosk.kernel;

import java.time.Instant;

/**
 * The time of one turn, read once when the event is told.
 *
 * @param ticks milliseconds that this journal has lived; never jumps, never goes back
 * @param wall the calendar over a persisted floor, for dates that people see
 * @param trust how far {@code wall} may be believed
 */
public record Now(long ticks, Instant wall, ClockTrust trust) {
  /** Where the wall clock's time comes from. */
  public enum ClockTrust {
    SYNCHRONISED,
    UNTRUSTED
  }

  public boolean trusted() {
    return trust == ClockTrust.SYNCHRONISED;
  }
}
