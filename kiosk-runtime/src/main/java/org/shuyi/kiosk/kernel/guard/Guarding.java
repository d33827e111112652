package org.shuyi.kiosk.kernel.guard;

import java.time.Duration;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.StationFact;

/**
 * Raises an alarm in the turn that hears of an open contact, and flushes it in that turn: whoever
 * tilts a cabinet may cut its power next. Under the eyes of staff it is a record and no alarm.
 */
public final class Guarding {
  /** A contact that shakes is one alarm: it ends when the contact has been closed for so long. */
  private static final Duration CALM = Duration.ofMinutes(1);

  private Guarding() {}

  /** A contact is open or closed; told also where nothing changed. */
  public static void changed(Guard guard, boolean open, Draft draft) {
    Guards now = draft.kiosk().fittings().guards();
    Standing standing = now.standing().get(guard);
    if (open) {
      if (standing == null) began(guard, draft);
      become(now.with(guard, new Standing(true, Long.MAX_VALUE)), draft);
    } else if (standing != null && standing.open()) {
      become(now.with(guard, new Standing(false, draft.ticks() + CALM.toMillis())), draft);
    }
  }

  /** Service mode is over, and with it the eyes of staff: what is open is an alarm from now on. */
  public static void unattended(Draft draft) {
    for (var alarm : draft.kiosk().fittings().guards().standing().entrySet()) {
      if (alarm.getValue().open()) began(alarm.getKey(), draft);
    }
  }

  /**
   * A contact that is still open says so again, and its alarm goes on; one that was taken out of
   * the configuration never does.
   */
  public static void restarted(Draft draft) {
    for (var alarm : draft.kiosk().fittings().guards().standing().entrySet()) {
      var standing = new Standing(alarm.getValue().open(), draft.ticks() + CALM.toMillis());
      become(draft.kiosk().fittings().guards().with(alarm.getKey(), standing), draft);
    }
  }

  public static void timePassed(Draft draft) {
    Guards now = draft.kiosk().fittings().guards();
    for (var alarm : now.standing().entrySet()) {
      if (draft.ticks() < alarm.getValue().calmAt()) continue;
      draft.record(new StationFact.AlarmEnded(alarm.getKey().word()));
      become(draft.kiosk().fittings().guards().without(alarm.getKey()), draft);
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    return kiosk.fittings().guards().standing().values().stream()
        .mapToLong(Standing::calmAt)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static void began(Guard guard, Draft draft) {
    String attendant = draft.kiosk().station().service().map(Station.Service::person).orElse("");
    draft.record(new StationFact.AlarmBegan(guard.word(), attendant));
  }

  private static void become(Guards next, Draft draft) {
    if (!next.equals(draft.kiosk().fittings().guards()))
      draft.fittings(draft.kiosk().fittings().with(next));
  }
}
