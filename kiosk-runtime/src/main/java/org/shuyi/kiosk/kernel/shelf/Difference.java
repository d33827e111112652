package org.shuyi.kiosk.kernel.shelf;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody.OnShelf;
import org.shuyi.kiosk.kernel.custody.Custody.Suspect;
import org.shuyi.kiosk.kernel.entrance.Ringing;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.shelf.DoorState.Counting;
import org.shuyi.kiosk.kernel.visit.Lending;

/**
 * What a finished count means: loans and returns by the difference to the count before, credited to
 * whoever was at the door. What cannot be decided becomes suspect, and is never guessed.
 */
final class Difference {
  private final DoorId door;
  private final Opener opener;
  private final Draft draft;
  private final Whereabouts whereabouts;
  private boolean changed;

  private Difference(DoorId door, Opener opener, Whereabouts whereabouts, Draft draft) {
    this.door = door;
    this.opener = opener;
    this.whereabouts = whereabouts;
    this.draft = draft;
  }

  /**
   * @param rounds how many the count had
   */
  static void conclude(DoorId door, Counting counting, Sight sight, int rounds, Draft draft) {
    var whereabouts = new Whereabouts(door, counting.opener(), rounds, draft);
    var difference = new Difference(door, counting.opener(), whereabouts, draft);
    whereabouts.unheardHere(sight.there().keySet());
    sight.gone().forEach(difference::gone);
    sight.there().forEach(difference::there);
    sight.unclear().forEach(difference::unclear);
    if (difference.changed && !counting.opened()) difference.inferOpening();
  }

  private void gone(TagId tag) {
    switch (draft.kiosk().custody().places().get(tag)) {
      case OnShelf(DoorId here, Item item) -> left(tag, item);
      case Suspect(DoorId here, Optional<Item> item, String why, Opener who)
          when why.equals("missing") -> {}
      case Suspect(DoorId here, Optional<Item> item, String why, Opener who) -> {
        boolean sameHands = who.equals(opener) && !(who instanceof Opener.Unknown);
        boolean known = sameHands || whereabouts.heardElsewhere(tag).isPresent();
        if (item.isPresent() && known) {
          draft.record(new ShelfFact.SuspicionEnded(tag, door, "gone"));
          left(tag, item.get());
        } else if (item.isPresent()) {
          suspect(door, tag, item, "missing");
        } else {
          Optional<DoorId> other = whereabouts.heardElsewhere(tag);
          whereabouts.forget(tag);
          draft.record(new ShelfFact.SuspicionEnded(tag, door, "gone"));
          draft.custody(draft.kiosk().custody().without(tag));
          // What nobody can read was carried to another shelf: the question goes with it.
          other.ifPresent(there -> suspect(there, tag, Optional.empty(), why));
        }
      }
      case null -> {}
    }
  }

  private void left(TagId tag, Item item) {
    Optional<DoorId> elsewhere = whereabouts.heardElsewhere(tag);
    whereabouts.forget(tag);
    if (elsewhere.isPresent()) {
      moved(tag, item, door, elsewhere.get());
      return;
    }
    switch (opener) {
      case Opener.Visitor visitor -> {
        draft.custody(draft.kiosk().custody().without(tag));
        Lending.loaned(visitor, tag, item, door, draft);
        Ringing.lent(tag, door, draft);
        Marking.lent(tag, draft);
      }
      case Opener.Staff staff -> {
        draft.custody(draft.kiosk().custody().without(tag));
        draft.record(new ShelfFact.Removed(tag, item, door, staff));
        Marking.removed(tag, draft);
      }
      case Opener.Remote remote -> {
        draft.custody(draft.kiosk().custody().without(tag));
        draft.record(new ShelfFact.Removed(tag, item, door, remote));
        Marking.removed(tag, draft);
      }
      case Opener.Unknown unknown -> suspect(door, tag, Optional.of(item), "missing");
    }
    changed = true;
  }

  private void there(TagId tag, Reading reading) {
    switch (draft.kiosk().custody().places().get(tag)) {
      case OnShelf(DoorId here, Item item) when here.equals(door) -> atHome(tag, item, reading);
      case OnShelf(DoorId other, Item item) -> elsewhere(tag, item, other, reading);
      case Suspect suspect -> seenAgain(tag, suspect, reading);
      case null -> arrived(tag, reading);
    }
  }

  private void atHome(TagId tag, Item item, Reading reading) {
    Optional<DoorId> other = whereabouts.heardElsewhere(tag);
    switch (whereabouts.atHome(tag, reading.rounds())) {
      case WHERE_IT_WAS -> Marking.seen(door, tag, reading, draft);
      case MOVED -> moved(tag, item, door, other.orElse(door));
      case EITHER -> suspect(door, tag, Optional.of(item), "two-shelves");
    }
  }

  /** Kept behind another door: carried over, or an antenna reaches in here. */
  private void elsewhere(TagId tag, Item item, DoorId other, Reading reading) {
    if (!draft.hasDoor(other)) return;
    switch (whereabouts.away(tag, reading.rounds(), other)) {
      case WHERE_IT_WAS -> {}
      case MOVED -> moved(tag, item, other, door);
      case EITHER -> suspect(other, tag, Optional.of(item), "two-shelves");
    }
  }

  private void moved(TagId tag, Item item, DoorId from, DoorId to) {
    whereabouts.forget(tag);
    draft.custody(tag, new OnShelf(to, item));
    draft.record(new ShelfFact.Moved(tag, item, from, to));
    changed = true;
  }

  private void seenAgain(TagId tag, Suspect suspect, Reading reading) {
    Optional<Item> item = suspect.item().or(() -> sureItem(reading));
    if (item.isEmpty()) {
      unreadAgain(tag, suspect, reading);
      return;
    }
    whereabouts.forget(tag);
    draft.record(new ShelfFact.SuspicionEnded(tag, door, "seen"));
    if (suspect.item().isPresent()) {
      draft.custody(tag, new OnShelf(door, item.get()));
    } else {
      came(tag, item.get(), reading, suspect.opener());
    }
  }

  /** It is still not known what it is, and maybe it lies here now. */
  private void unreadAgain(TagId tag, Suspect suspect, Reading reading) {
    if (suspect.door().equals(door) || !draft.hasDoor(suspect.door())) return;
    switch (whereabouts.away(tag, reading.rounds(), suspect.door())) {
      case WHERE_IT_WAS, EITHER -> {}
      case MOVED -> suspect(door, tag, Optional.empty(), suspect.why());
    }
  }

  private void arrived(TagId tag, Reading reading) {
    switch (reading.content()) {
      case Content.Book(Item item, boolean sure) when sure -> came(tag, item, reading, opener);
      case Content.Book book -> suspect(door, tag, Optional.empty(), "unreadable");
      case Content.Foreign foreign -> suspect(door, tag, Optional.empty(), "foreign");
      case Content.Unread unread -> suspect(door, tag, Optional.empty(), "unreadable");
    }
    changed = true;
  }

  private void came(TagId tag, Item item, Reading reading, Opener who) {
    draft.custody(tag, new OnShelf(door, item));
    whereabouts.keepDoubt(tag, reading.rounds());
    switch (who) {
      case Opener.Visitor visitor -> Lending.returned(visitor, tag, item, door, draft);
      case Opener.Staff staff -> draft.record(new ShelfFact.Stocked(tag, item, door, staff));
      case Opener.Remote remote -> draft.record(new ShelfFact.Stocked(tag, item, door, remote));
      case Opener.Unknown unknown -> draft.record(new ShelfFact.Found(tag, item, door));
    }
    Marking.seen(door, tag, reading, draft);
  }

  /** Counted as often as is reasonable, and still one cannot say. */
  private void unclear(TagId tag, Reading reading) {
    switch (draft.kiosk().custody().places().get(tag)) {
      case OnShelf(DoorId here, Item item) when here.equals(door) -> seldom(tag, item, reading);
      case OnShelf elsewhere -> {}
      case Suspect already -> {}
      case null ->
          suspect(door, tag, Optional.empty(), reading.rounds() > 1 ? "unreadable" : "seldom-seen");
    }
  }

  private void seldom(TagId tag, Item item, Reading reading) {
    Optional<DoorId> other = whereabouts.heardElsewhere(tag);
    boolean elsewhere = whereabouts.atHome(tag, reading.rounds()) == Whereabouts.Verdict.MOVED;
    whereabouts.forget(tag);
    if (elsewhere && other.isPresent()) moved(tag, item, door, other.get());
    else suspect(door, tag, Optional.of(item), "seldom-seen");
  }

  private void suspect(DoorId at, TagId tag, Optional<Item> item, String why) {
    draft.custody(tag, new Suspect(at, item, why, opener));
    draft.record(new ShelfFact.BecameSuspect(tag, at, why, opener));
    if (opener instanceof Opener.Visitor visitor) Lending.unclear(visitor, tag, item, draft);
  }

  private void inferOpening() {
    draft.record(new ShelfFact.DoorOpened(door, opener, true));
    draft.record(new ShelfFact.DoorClosed(door, opener, true));
  }

  private Optional<Item> sureItem(Reading reading) {
    return reading.content() instanceof Content.Book(Item item, boolean sure) && sure
        ? Optional.of(item)
        : Optional.empty();
  }
}
