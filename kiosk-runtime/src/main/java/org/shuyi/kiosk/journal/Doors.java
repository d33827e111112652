package org.shuyi.kiosk.journal;

import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.Shelf;

/** Fits a saved shelf to the doors that the plan has today. */
final class Doors {
  private Doors() {}

  /**
   * The same station with the plan's doors.
   *
   * @throws Misfit if something lies behind a door that the plan has no more
   */
  static Kiosk fit(Kiosk saved) throws Misfit {
    var planned = saved.plan().doors().keySet();
    var behind = new TreeMap<DoorId, Integer>();
    saved.custody().places().values().forEach(place -> behind.merge(place.door(), 1, Integer::sum));
    behind.keySet().removeAll(planned);
    if (!behind.isEmpty()) {
      throw new Misfit("doors are not in the plan, but items lie behind them: " + behind);
    }
    var doors = new TreeMap<DoorId, Door>(Shelf.unseen(planned).doors());
    doors.replaceAll((id, unseen) -> saved.shelf().doors().getOrDefault(id, unseen));
    if (saved.shelf().doors().equals(doors)) return saved;
    var heard = new TreeMap<>(saved.shelf().heard());
    heard.values().removeIf(by -> !planned.contains(by.door()));
    return with(saved, new Shelf(doors, saved.shelf().counts(), heard));
  }

  private static Kiosk with(Kiosk saved, Shelf shelf) {
    return saved.with(shelf);
  }
}
