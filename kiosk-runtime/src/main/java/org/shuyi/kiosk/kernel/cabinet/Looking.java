package org.shuyi.kiosk.kernel.cabinet;

import java.util.Optional;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/**
 * Whether an infrared barrier and the tags behind a shut and counted door agree. Where they do not,
 * something without a tag lies there, or a tag without its book, or the barrier is blind: the
 * compartment is suspect until both agree or a person has looked.
 */
public final class Looking {
  private Looking() {}

  /** A barrier says this from now on. */
  public static void seen(DoorId door, Occupancy occupancy, Draft draft) {
    if (!draft.hasDoor(door)) return;
    var before = of(draft.kiosk(), door).orElse(Compartment.unheard());
    Cabinet.of(draft).with(door, before.seeing(occupancy)).in(draft);
    judge(door, new Opener.Unknown(), draft);
  }

  /** What lies behind a door was counted, or settled by a person. */
  public static void judge(DoorId door, Opener opener, Draft draft) {
    var compartment = of(draft.kiosk(), door);
    if (compartment.isEmpty() || !(draft.door(door).state() instanceof DoorState.Shut)) return;
    Compartment before = compartment.get();
    if (before.barrier() == Occupancy.UNKNOWN) return;
    String doubt = doubt(door, before.barrier(), draft.kiosk().custody());
    if (doubt.equals(before.doubt())) return;
    Cabinet.of(draft).with(door, before.doubting(doubt)).in(draft);
    if (!doubt.isEmpty()) draft.record(new ShelfFact.CompartmentSuspect(door, doubt, opener));
    else if (before.isSuspect()) draft.record(new ShelfFact.CompartmentCleared(door, "agrees"));
  }

  /** Why a person cannot settle this compartment, or empty. */
  public static Optional<String> refusal(DoorId door, Kiosk kiosk) {
    return of(kiosk, door).filter(Compartment::isSuspect).isPresent()
        ? Optional.empty()
        : Optional.of("it is not suspect");
  }

  /** A person has looked; the caller has seen that there was something to look for. */
  public static void settled(DoorId door, String person, Draft draft) {
    of(draft.kiosk(), door)
        .ifPresent(looked -> Cabinet.of(draft).with(door, looked.settledNow()).in(draft));
    draft.record(new ShelfFact.CompartmentCleared(door, "looked at by " + person));
  }

  /** What a barrier said before is as old as anything else that was sensed. */
  public static void restarted(Draft draft) {
    Cabinet.of(draft)
        .compartments()
        .forEach(
            (door, before) ->
                Cabinet.of(draft).with(door, before.seeing(Occupancy.UNKNOWN)).in(draft));
  }

  /** The compartment behind a door, where a barrier was ever heard of. */
  public static Optional<Compartment> of(Kiosk kiosk, DoorId door) {
    return Optional.ofNullable(kiosk.fittings().cabinet().compartments().get(door));
  }

  private static String doubt(DoorId door, Occupancy barrier, CustodyBook book) {
    boolean tags =
        !book.behind(door).isEmpty()
            || book.suspectAt(door).values().stream()
                .anyMatch(suspect -> !suspect.why().equals("missing"));
    boolean sees = barrier == Occupancy.OCCUPIED;
    if (sees == tags) return "";
    return sees ? Compartment.WITHOUT_TAG : Compartment.WITHOUT_BARRIER;
  }
}
