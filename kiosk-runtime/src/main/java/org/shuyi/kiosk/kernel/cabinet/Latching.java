package org.shuyi.kiosk.kernel.cabinet;

import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ShelfFact;

/**
 * Doors that are ajar: the latch is closed and the door is not, as when somebody snaps it in by
 * hand. Such a door is open; that it cannot be shut like this is told besides.
 */
public final class Latching {
  private Latching() {}

  /** Whether a door is known to be ajar. */
  public static boolean isAjar(Kiosk kiosk, DoorId door) {
    Ajar ajar = kiosk.fittings().cabinet().ajar().get(door);
    return ajar != null && ajar.told();
  }

  /** Latch and sensor contradict each other. */
  public static void ajar(DoorId door, Draft draft) {
    if (ajar(draft).containsKey(door)) return;
    var patience =
        draft
            .plan()
            .fittings()
            .cabinet()
            .sensors()
            .getOrDefault(door, CabinetPlan.TOLD_TOGETHER)
            .toMillis();
    put(door, new Ajar(draft.ticks() + patience, false), draft);
  }

  /** Latch and sensor agree, or one of them is not seen. */
  public static void clear(DoorId door, Draft draft) {
    if (!ajar(draft).containsKey(door)) return;
    var changed = new TreeMap<>(ajar(draft));
    changed.remove(door);
    Cabinet.of(draft).withAjar(changed).in(draft);
  }

  public static void timePassed(Draft draft) {
    ajar(draft)
        .forEach(
            (door, ajar) -> {
              if (ajar.told() || draft.ticks() < ajar.from()) return;
              put(door, new Ajar(ajar.from(), true), draft);
              var opener = draft.door(door).state().openerNow();
              draft.record(new ShelfFact.DoorAjar(door, opener));
            });
  }

  public static void restarted(Draft draft) {
    ajar(draft).keySet().forEach(door -> clear(door, draft));
  }

  public static long wakeAt(Kiosk kiosk) {
    return kiosk.fittings().cabinet().ajar().values().stream()
        .filter(ajar -> !ajar.told())
        .mapToLong(Ajar::from)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static SortedMap<DoorId, Ajar> ajar(Draft draft) {
    return Cabinet.of(draft).ajar();
  }

  private static void put(DoorId door, Ajar one, Draft draft) {
    var changed = new TreeMap<>(ajar(draft));
    changed.put(door, one);
    Cabinet.of(draft).withAjar(changed).in(draft);
  }
}
