package org.shuyi.kiosk.kernel.light;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.shelf.Lamps;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * Lights that are dim while nobody comes. A touch, a card or a door wakes them in the same turn,
 * and where nobody knows the hour they stay bright: a dark library looks shut.
 */
public final class Lighting {
  /** A clock that is set meanwhile, and a pin that lets go, are put right within so long. */
  private static final Duration LOOK = Duration.ofHours(1);

  private Lighting() {}

  /** Before every event is answered: whoever did something keeps the lights bright for a while. */
  public static void on(Event event, Draft draft) {
    Optional<LightsPlan> plan = draft.plan().fittings().lights();
    if (plan.isEmpty() || !isSomebody(event) || isDay(plan.get(), draft)) return;
    Lights now = lights(draft.kiosk());
    become(
        new Lights(now.bright(), draft.ticks() + plan.get().awake().toMillis(), now.lookAt()),
        draft);
  }

  public static void restarted(Draft draft) {
    become(Lights.on(), draft);
  }

  /** After every event. */
  public static void settle(Draft draft) {
    Optional<LightsPlan> plan = draft.plan().fittings().lights();
    if (plan.isEmpty()) return;
    Lights now = lights(draft.kiosk());
    long awakeUntil = draft.ticks() < now.awakeUntil() ? now.awakeUntil() : 0;
    long lookAt = now.lookAt();
    if (draft.ticks() >= lookAt) {
      lookAt = draft.ticks() + next(plan.get(), draft).toMillis();
      // The pin lets go of a light after some hours; it is told again before.
      draft.said(draft.kiosk().said().unswitched());
    }
    boolean bright = isDay(plan.get(), draft) || awakeUntil > 0 || isBusy(draft.kiosk());
    become(new Lights(bright, awakeUntil, lookAt), draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    if (kiosk.plan().fittings().lights().isEmpty()) return Long.MAX_VALUE;
    Lights now = lights(kiosk);
    return now.awakeUntil() > 0 ? Math.min(now.awakeUntil(), now.lookAt()) : now.lookAt();
  }

  /** Whether cabinet and screen are bright; also where nobody said when they may be dim. */
  public static boolean bright(Kiosk kiosk) {
    return lights(kiosk).bright();
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (kiosk.plan().fittings().lights().isPresent())
      fittings.put("lights", bright(kiosk) ? "bright" : "dim");
  }

  private static boolean isSomebody(Event event) {
    return switch (event) {
      case VisitEvent visit -> true;
      case ServiceEvent service -> true;
      case EntranceEvent.CardHeld held -> true;
      case ShelfEvent.DoorOpened opened -> true;
      case ShelfEvent.DoorClosed closed -> true;
      case HealthEvent.TamperChanged tamper -> tamper.open();
      default -> false;
    };
  }

  private static boolean isDay(LightsPlan plan, Draft draft) {
    return !draft.now().trusted() || plan.hours().contain(draft.now().wall());
  }

  /** At least a millisecond, so that a look is over when it was had. */
  private static Duration next(LightsPlan plan, Draft draft) {
    Duration change = plan.hours().change(draft.now().wall()).plusMillis(1);
    return change.compareTo(LOOK) < 0 ? change : LOOK;
  }

  private static boolean isBusy(Kiosk kiosk) {
    return !(kiosk.visits().now() instanceof Visit.Nobody)
        || kiosk.station().service().isPresent()
        || kiosk.station().emergency().lasts()
        || !Lamps.lit(kiosk).isEmpty();
  }

  private static Lights lights(Kiosk kiosk) {
    return kiosk.fittings().lights();
  }

  private static void become(Lights next, Draft draft) {
    if (!next.equals(lights(draft.kiosk()))) draft.fittings(draft.kiosk().fittings().with(next));
  }
}
