package org.shuyi.sim.soak;

import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.sim.soak.Violation.Promise;

/**
 * What waits for the centre has a limit: behind it no visit begins, and the alarm of a full outbox
 * is raised for a reason. What else is written meanwhile is less than a day makes.
 */
final class OutboxWatch {
  /** More than a day without the centre, or one that lost its disk, makes wait. */
  private static final long MOST = 20_000;

  private final long limit;
  private long waiting;
  private long visits = Long.MAX_VALUE;

  /**
   * @param limit what the station was given room for, whatever it makes of that
   */
  OutboxWatch(long limit) {
    this.limit = limit;
  }

  void turned(Kiosk kiosk) {
    if (kiosk.figures().visits() > visits && waiting >= limit) {
      throw new Violation(
          Promise.BOUNDED, "a visit begins, and " + waiting + " of " + limit + " wait");
    }
    visits = kiosk.figures().visits();
    waiting = kiosk.outbox().waiting();
    if (waiting > MOST) {
      throw new Violation(Promise.BOUNDED, "an outbox for " + limit + ": " + kiosk.outbox());
    }
  }

  void recorded(StationFact.OutboxFilled filled) {
    if (filled.waiting() < limit) {
      throw new Violation(Promise.CREDIT, "an outbox for " + limit + " is not full: " + filled);
    }
  }
}
