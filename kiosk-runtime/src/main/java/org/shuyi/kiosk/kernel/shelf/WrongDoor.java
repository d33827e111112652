package org.shuyi.kiosk.kernel.shelf;

import java.util.Map;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.shelf.DoorState.MayOpen;
import org.shuyi.kiosk.kernel.shelf.DoorState.Open;

/**
 * Wires that were crossed: a bolt was pulled, its door stayed shut, and another one opened in the
 * meantime. No wire is seen, so this is said when either half of it is over: the other door was
 * shut again, or the time of the one that was asked for ran out.
 *
 * <p>Who took something from behind the other door is not guessed: it counts as forced, as ever.
 */
final class WrongDoor {
  private WrongDoor() {}

  /** A door that opened unasked is shut again: was another one asked for? */
  static void closed(DoorId opened, Open open, Draft draft) {
    for (Map.Entry<DoorId, Door> entry : draft.kiosk().shelf().doors().entrySet()) {
      if (entry.getValue().state() instanceof MayOpen waited && instead(waited, open, draft)) {
        draft.record(new ShelfFact.WrongDoorOpened(entry.getKey(), opened, waited.opener()));
      }
    }
  }

  /** A door that was asked for did not open: does another stand open? */
  static void stayedShut(DoorId asked, MayOpen waited, Draft draft) {
    for (Map.Entry<DoorId, Door> entry : draft.kiosk().shelf().doors().entrySet()) {
      if (entry.getValue().state() instanceof Open open && instead(waited, open, draft)) {
        draft.record(new ShelfFact.WrongDoorOpened(asked, entry.getKey(), waited.opener()));
      }
    }
  }

  private static boolean instead(MayOpen waited, Open open, Draft draft) {
    long pulledAt = waited.until() - draft.plan().timeToOpen().toMillis();
    // In an emergency nobody waits for a door any more.
    boolean askedFor = !(waited.opener() instanceof Opener.Unknown);
    return askedFor && open.opener() instanceof Opener.Unknown && open.since() >= pulledAt;
  }
}
