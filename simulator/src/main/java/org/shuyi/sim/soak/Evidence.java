package org.shuyi.sim.soak;

import java.util.HashMap;
import java.util.Map;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.soak.Violation.Promise;

/**
 * No success without what sensors saw: each claim that an item came or went rests on a finished
 * count of that shelf, in which enough rounds saw the tag, or none did.
 */
final class Evidence {
  /** Rounds that must have seen a tag which is said to be there. */
  private static final int SURE = 2;

  private final Tally tally;
  private final Map<DoorId, ShelfEvent.ShelfRead> counts = new HashMap<>();

  Evidence(Tally tally) {
    this.tally = tally;
  }

  void told(Event event) {
    if (event instanceof ShelfEvent.ShelfRead read) counts.put(read.door(), read);
  }

  /** A record that says where an item is now, or that it has left. */
  void recorded(ShelfFact fact) {
    switch (fact) {
      case ShelfFact.Loaned loan -> gone(loan.tag(), loan.door(), fact);
      case ShelfFact.Removed(TagId tag, var item, DoorId door, var opener) -> gone(tag, door, fact);
      case ShelfFact.Returned back -> there(back.tag(), back.door(), fact);
      case ShelfFact.Stocked(TagId tag, var item, DoorId door, var opener) ->
          there(tag, door, fact);
      case ShelfFact.Found(TagId tag, var item, DoorId door) -> there(tag, door, fact);
      case ShelfFact.Moved moved -> there(moved.tag(), moved.to(), fact);
      case ShelfFact.UnlockMeant _, ShelfFact.DoorOpened _, ShelfFact.DoorClosed _ -> {}
      case ShelfFact.DoorForced _, ShelfFact.DoorLeftOpen _, ShelfFact.LeftUncounted _ -> {}
      case ShelfFact.WrongDoorOpened _ -> {}
      case ShelfFact.BecameSuspect _,
          ShelfFact.SuspicionEnded _,
          ShelfFact.MarkFailed _,
          ShelfFact.MarkRepaired _ -> {}
      case ShelfFact.DoorAjar _ -> {}
      case ShelfFact.CompartmentSuspect _, ShelfFact.CompartmentCleared _ -> {}
    }
  }

  private void gone(TagId tag, DoorId door, ShelfFact fact) {
    ShelfEvent.ShelfRead count = counts.get(door);
    require(count != null && !count.tags().containsKey(tag), fact);
  }

  private void there(TagId tag, DoorId door, ShelfFact fact) {
    ShelfEvent.ShelfRead count = counts.get(door);
    Reading reading = count == null ? null : count.tags().get(tag);
    require(
        reading != null
            && reading.rounds() >= SURE
            && (fact instanceof ShelfFact.Moved || reading.content() instanceof Content.Book),
        fact);
  }

  private void require(boolean seen, ShelfFact fact) {
    tally.count("claims with evidence");
    if (!seen) throw new Violation(Promise.EVIDENCE, fact + ", and no count of that shelf says so");
  }
}
