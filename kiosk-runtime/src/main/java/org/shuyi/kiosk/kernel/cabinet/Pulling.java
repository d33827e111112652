package org.shuyi.kiosk.kernel.cabinet;

import java.time.Duration;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.cabinet.Bolts.Waiting;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelving;

/**
 * Has bolts pulled, so many at once over all boards. A bolt counts as moving from the order until
 * its board has said how it went and a whole pulse has passed since.
 */
public final class Pulling {
  /** A bolt that moves later than this after the decision surprises the person at the door. */
  private static final long LONGEST_WAIT = Duration.ofSeconds(2).toMillis();

  /**
   * Boards that take an order at once, or 2 s later, and answer after 3 s, have answered by now.
   */
  private static final long LONGEST_ANSWER = Duration.ofSeconds(5).toMillis();

  private Pulling() {}

  /** Has this bolt pulled, now or as soon as the supply allows it. Its intent is recorded. */
  public static void pull(DoorId door, Draft draft) {
    if (!isLimited(draft.kiosk())) {
      draft.want(new Effect.Unlock(door, draft.plan().pulse()));
      return;
    }
    become(bolts(draft).waitingToo(new Waiting(door, draft.ticks() + LONGEST_WAIT)), draft);
    serve(draft);
  }

  /** A board has said how the pull of a bolt went. */
  public static void pulled(DoorId door, ShelfEvent.Pull pull, Draft draft) {
    if (!bolts(draft).moving().containsKey(door)) return;
    long end = draft.ticks() + draft.plan().pulse().toMillis();
    become(
        switch (pull) {
          case DONE, UNKNOWN -> bolts(draft).movingUntil(door, end);
          case NOT_DONE -> bolts(draft).still(door);
        },
        draft);
    serve(draft);
  }

  public static void timePassed(Draft draft) {
    if (isLimited(draft.kiosk())) serve(draft);
  }

  /** No pulse outlives the start of a program, and whatever waited is sensed and decided anew. */
  public static void restarted(Draft draft) {
    become(Bolts.idle(), draft);
  }

  /** No bolt moves in an emergency; one that moves already ends by itself. */
  public static void evacuate(Draft draft) {
    while (!bolts(draft).waiting().isEmpty()) become(bolts(draft).withoutFirst(), draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    var bolts = kiosk.fittings().cabinet().bolts();
    if (bolts.waiting().isEmpty()) return Long.MAX_VALUE;
    return bolts.moving().values().stream()
        .mapToLong(Long::longValue)
        .reduce(bolts.waiting().getFirst().until(), Math::min);
  }

  /** Those that wait, in order, as long as the supply has room. */
  private static void serve(Draft draft) {
    become(bolts(draft).at(draft.ticks()), draft);
    int most = draft.plan().fittings().cabinet().boltsAtOnce();
    while (!bolts(draft).waiting().isEmpty()) {
      Waiting first = bolts(draft).waiting().getFirst();
      boolean late = draft.ticks() >= first.until();
      if (!late && bolts(draft).moving().size() >= most) return;
      become(bolts(draft).withoutFirst(), draft);
      boolean stillWanted = draft.door(first.door()).state() instanceof DoorState.MayOpen;
      if (stillWanted && late) giveUp(first.door(), draft);
      else if (stillWanted) order(first.door(), draft);
    }
  }

  private static void order(DoorId door, Draft draft) {
    long pulse = draft.plan().pulse().toMillis();
    become(bolts(draft).movingUntil(door, draft.ticks() + LONGEST_ANSWER + pulse), draft);
    draft.want(new Effect.Unlock(door, draft.plan().pulse()));
  }

  private static void giveUp(DoorId door, Draft draft) {
    String why = "other bolts were moving for %d ms".formatted(LONGEST_WAIT);
    Shelving.on(new ShelfEvent.BoltPulled(door, ShelfEvent.Pull.NOT_DONE, why), draft);
  }

  private static boolean isLimited(Kiosk kiosk) {
    return kiosk.plan().fittings().cabinet().boltsAtOnce() < CabinetPlan.NO_LIMIT;
  }

  private static Bolts bolts(Draft draft) {
    return Cabinet.of(draft).bolts();
  }

  private static void become(Bolts bolts, Draft draft) {
    if (!bolts.equals(bolts(draft))) Cabinet.of(draft).with(bolts).in(draft);
  }
}
