package org.shuyi.sim.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;

/** Where each item is, as the records tell it one after the other. */
public final class Shelves {
  private sealed interface Place {
    record Behind(String door) implements Place {}

    record Suspect(String door) implements Place {}

    record Away() implements Place {}
  }

  private final SortedMap<TagId, Place> places = new TreeMap<>();

  /** The records go on; answers what none of them may say after those before. */
  public List<String> after(List<Fact> facts) {
    var wrong = new ArrayList<String>();
    for (Fact fact : facts) {
      if (fact instanceof ShelfFact shelf) after(shelf).ifPresent(wrong::add);
    }
    return wrong;
  }

  private Optional<String> after(ShelfFact fact) {
    return switch (fact) {
      case ShelfFact.Loaned loan -> leaves(loan.tag(), "lent");
      case ShelfFact.Removed removed -> leaves(removed.tag(), "removed");
      case ShelfFact.Returned back -> comes(back.tag(), back.door().label(), "returned");
      case ShelfFact.Stocked stocked -> comes(stocked.tag(), stocked.door().label(), "stocked");
      case ShelfFact.Found found -> comes(found.tag(), found.door().label(), "found");
      case ShelfFact.Moved moved -> {
        places.put(moved.tag(), new Place.Behind(moved.to().label()));
        yield Optional.empty();
      }
      case ShelfFact.BecameSuspect suspect -> {
        places.put(suspect.tag(), new Place.Suspect(suspect.door().label()));
        yield Optional.empty();
      }
      case ShelfFact.SuspicionEnded ended -> {
        // Another record may say what became of it, if it did not stay where it was.
        places.remove(ended.tag());
        yield Optional.empty();
      }
      case ShelfFact.UnlockMeant _, ShelfFact.DoorOpened _, ShelfFact.DoorClosed _ ->
          Optional.empty();
      case ShelfFact.DoorForced _, ShelfFact.DoorLeftOpen _ -> Optional.empty();
      case ShelfFact.WrongDoorOpened _ -> Optional.empty();
      case ShelfFact.MarkFailed _, ShelfFact.MarkRepaired _, ShelfFact.LeftUncounted _ ->
          Optional.empty();
      case ShelfFact.DoorAjar _ -> Optional.empty();
      case ShelfFact.CompartmentSuspect _ -> Optional.empty();
      case ShelfFact.CompartmentCleared _ -> Optional.empty();
    };
  }

  private Optional<String> leaves(TagId tag, String how) {
    var before = places.put(tag, new Place.Away());
    return before instanceof Place.Away
        ? Optional.of(tag + " is " + how + ", and was away already")
        : Optional.empty();
  }

  private Optional<String> comes(TagId tag, String door, String how) {
    var before = places.put(tag, new Place.Behind(door));
    return before instanceof Place.Behind
        ? Optional.of(tag + " is " + how + ", and was here already")
        : Optional.empty();
  }

  /** The saved state and the records come from the same commits: what they do not agree on. */
  public List<String> differences(CustodyBook custody) {
    var wrong = new ArrayList<String>();
    places.forEach(
        (tag, place) -> {
          boolean same =
              switch (custody.places().get(tag)) {
                case null -> place instanceof Place.Away;
                case Custody.OnShelf(var door, var item) ->
                    place.equals(new Place.Behind(door.label()));
                case Custody.Suspect suspect ->
                    place.equals(new Place.Suspect(suspect.door().label()));
              };
          if (!same) {
            wrong.add(
                "%s is %s by the records, and %s by the state"
                    .formatted(tag, place, custody.places().get(tag)));
          }
        });
    return wrong;
  }
}
