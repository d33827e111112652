package org.shuyi.kiosk.kernel.health;

import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.cabinet.Proving;
import org.shuyi.kiosk.kernel.place.Placing;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/**
 * What this station can still do, derived from devices, doors, orders and the outbox; nothing here
 * is state.
 */
public final class Serving {
  private Serving() {}

  /** Whether this door's lock board and tag reader both answer, and the board is proven. */
  public static boolean works(Kiosk kiosk, DoorId door) {
    return lockWorks(kiosk, door)
        && readerWorks(kiosk, door)
        && Proving.isProven(kiosk, devicesOf(kiosk, door).lock());
  }

  public static boolean lockWorks(Kiosk kiosk, DoorId door) {
    return answers(kiosk, devicesOf(kiosk, door).lock());
  }

  public static boolean readerWorks(Kiosk kiosk, DoorId door) {
    return answers(kiosk, devicesOf(kiosk, door).reader());
  }

  /** Whether this door's lock board has said nothing yet since the start. */
  public static boolean lockAwaited(Kiosk kiosk, DoorId door) {
    return !kiosk.devices().healths().containsKey(devicesOf(kiosk, door).lock());
  }

  /** Whether this door's tag reader has said nothing yet since the start. */
  public static boolean readerAwaited(Kiosk kiosk, DoorId door) {
    return !kiosk.devices().healths().containsKey(devicesOf(kiosk, door).reader());
  }

  /**
   * Whether a patron may be given this door now. Where no record fits any more, none: whoever is
   * inside ends in order, in the room that the limit leaves, and begins nothing new.
   */
  public static boolean offers(Kiosk kiosk, DoorId id) {
    var door = kiosk.shelf().doors().get(id);
    return door != null
        && kiosk.station().emergency() == Emergency.NONE
        && kiosk.fittings().power().begins()
        && !outboxFull(kiosk)
        && !door.barred()
        && door.state() instanceof DoorState.Shut
        && works(kiosk, id);
  }

  /**
   * Whether patrons are kept away altogether, by an emergency, by order, by staff on site, by the
   * place, since the mains are lost, or since no record fits any more.
   */
  public static boolean closed(Kiosk kiosk) {
    return kiosk.station().emergency() != Emergency.NONE
        || !kiosk.fittings().power().begins()
        || kiosk.station().outOfService().isPresent()
        || kiosk.station().service().isPresent()
        || Placing.closed(kiosk)
        || outboxFull(kiosk);
  }

  public static boolean outboxFull(Kiosk kiosk) {
    return kiosk.outbox().waiting() >= kiosk.plan().outboxLimit();
  }

  /** Whether any door could serve a patron, now or when whoever is at it has finished. */
  public static boolean anyDoor(Kiosk kiosk) {
    for (var entry : kiosk.shelf().doors().entrySet()) {
      if (!entry.getValue().barred() && works(kiosk, entry.getKey())) return true;
    }
    return false;
  }

  private static boolean answers(Kiosk kiosk, DeviceId device) {
    return !(kiosk.devices().of(device) instanceof DeviceHealth.Lost);
  }

  private static Plan.DoorPlan devicesOf(Kiosk kiosk, DoorId door) {
    var plan = kiosk.plan().doors().get(door);
    if (plan == null) throw new IllegalStateException("door " + door + " is not in the plan");
    return plan;
  }
}
