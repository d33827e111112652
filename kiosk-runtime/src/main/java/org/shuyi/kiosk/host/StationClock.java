package org.shuyi.kiosk.host;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.kernel.Now;

/**
 * Station time: ticks that go on from the journal's last and never jump, and a calendar that is
 * never before its persisted floor.
 */
public final class StationClock {
  private final LongSupplier monotonicMillis;
  private final Supplier<Instant> calendar;
  private final BooleanSupplier synchronised;
  private final long origin;
  private Instant floor;

  /**
   * @param synchronised whether something outside vouches for the calendar
   */
  public StationClock(
      Life life,
      LongSupplier monotonicMillis,
      Supplier<Instant> calendar,
      BooleanSupplier synchronised) {
    this.monotonicMillis = monotonicMillis;
    this.calendar = calendar;
    this.synchronised = synchronised;
    this.origin = life.ticks() - monotonicMillis.getAsLong();
    this.floor = life.wallFloor();
  }

  public long ticks() {
    return origin + monotonicMillis.getAsLong();
  }

  /** The time of a turn; called by the kernel's thread. */
  public synchronized Now now() {
    Instant told = calendar.get().truncatedTo(ChronoUnit.MILLIS);
    boolean trusted = synchronised.getAsBoolean() && !told.isBefore(floor);
    Instant wall = told.isBefore(floor) ? floor : told;
    if (trusted) floor = wall;
    return new Now(ticks(), wall, trusted ? Now.ClockTrust.SYNCHRONISED : Now.ClockTrust.UNTRUSTED);
  }
}
