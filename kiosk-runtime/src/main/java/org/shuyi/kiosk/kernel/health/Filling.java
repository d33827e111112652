package org.shuyi.kiosk.kernel.health;

import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.StationFact;

/**
 * Raises an alarm when no more records fit, and ends it when half of the outbox is free again, so
 * that a line which comes and goes is one alarm. Nothing is dropped: {@link Serving} keeps away
 * whoever comes, and whoever is inside ends in the room that the limit leaves.
 */
public final class Filling {
  private Filling() {}

  public static void settle(Draft draft) {
    Kiosk kiosk = draft.kiosk();
    boolean before = kiosk.station().outboxFull();
    if (!before && Serving.outboxFull(kiosk)) {
      draft.record(new StationFact.OutboxFilled(kiosk.outbox().waiting()));
      draft.station(draft.kiosk().station().filled(true));
    } else if (before && kiosk.outbox().waiting() <= kiosk.plan().outboxLimit() / 2) {
      draft.record(new StationFact.OutboxDrained());
      draft.station(draft.kiosk().station().filled(false));
    }
  }
}
