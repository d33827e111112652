package org.shuyi.kiosk.kernel.shelf;

import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Kiosk;

/** Over which doors a lamp is lit, derived from the doors: where a hand may reach in. */
public final class Lamps {
  private Lamps() {}

  /** The doors that are offered to be opened, or open. */
  public static SortedSet<DoorId> lit(Kiosk kiosk) {
    var lit = new TreeSet<DoorId>();
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              if (isLit(door.state())) lit.add(id);
            });
    return lit;
  }

  private static boolean isLit(DoorState state) {
    return switch (state) {
      case DoorState.MayOpen mayOpen -> true;
      case DoorState.Open open -> true;
      case DoorState.Shut shut -> false;
      case DoorState.Counting counting -> false;
      case DoorState.Uncounted uncounted -> false;
      case DoorState.Unseen unseen -> false;
    };
  }
}
