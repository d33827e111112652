package org.shuyi.kiosk.kernel.shelf;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody.OnShelf;
import org.shuyi.kiosk.kernel.custody.Custody.Suspect;
import org.shuyi.kiosk.kernel.shelf.DoorState.Counting;
import org.shuyi.kiosk.kernel.shelf.DoorState.Shut;
import org.shuyi.kiosk.kernel.visit.Lending;

/**
 * What a finished count means: loans and returns by the difference to the count before, credited to
 * whoever was at the door. What cannot be decided becomes suspect, and is never guessed.
 */
final class Difference {
  private final DoorId door;
  private final Opener opener;
  private final Draft draft;
  private boolean changed;

  private Difference(DoorId door, Opener opener, Draft draft) {
    this.door = door;
    this.opener = opener;
    this.draft = draft;
  }

  static void conclude(DoorId door, Counting counting, Sight sight, Draft draft) {
    var difference = new Difference(door, counting.opener(), draft);
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
        if (item.isPresent() && who.equals(opener)) {
          draft.record(new ShelfFact.SuspicionEnded(tag, door, "gone"));
          left(tag, item.get());
        } else if (item.isPresent()) {
          suspect(tag, item, "missing");
        } else {
          draft.record(new ShelfFact.SuspicionEnded(tag, door, "gone"));
          draft.custody(draft.kiosk().custody().without(tag));
        }
      }
      case null -> {}
    }
  }

  private void left(TagId tag, Item item) {
    switch (opener) {
      case Opener.Visitor visitor -> {
        draft.custody(draft.kiosk().custody().without(tag));
        Lending.loaned(visitor, tag, item, door, draft);
      }
      case Opener.Staff staff -> {
        draft.custody(draft.kiosk().custody().without(tag));
        draft.record(new ShelfFact.Removed(tag, item, door, staff));
      }
      case Opener.Remote remote -> {
        draft.custody(draft.kiosk().custody().without(tag));
        draft.record(new ShelfFact.Removed(tag, item, door, remote));
      }
      case Opener.Unknown unknown -> suspect(tag, Optional.of(item), "missing");
    }
    changed = true;
  }

  private void there(TagId tag, Reading reading) {
    switch (draft.kiosk().custody().places().get(tag)) {
      case OnShelf(DoorId here, Item item) when here.equals(door) -> mark(tag, reading);
      case OnShelf(DoorId other, Item item) -> elsewhere(tag, item, other);
      case Suspect suspect -> seenAgain(tag, suspect, reading);
      case null -> arrived(tag, reading);
    }
  }

  /**
   * Kept behind another door: carried over if that door was open too, else its antenna reaches in
   * here.
   */
  private void elsewhere(TagId tag, Item item, DoorId other) {
    if (!draft.hasDoor(other)) return;
    boolean handsThere =
        switch (draft.door(other).state()) {
          case Shut shut -> false;
          case DoorState state -> !(state.openerNow() instanceof Opener.Unknown);
        };
    if (!handsThere) return;
    draft.custody(tag, new OnShelf(door, item));
    draft.record(new ShelfFact.Moved(tag, item, other, door));
    changed = true;
  }

  private void seenAgain(TagId tag, Suspect suspect, Reading reading) {
    Optional<Item> item = sureItem(reading).or(suspect::item);
    if (item.isEmpty()) return;
    draft.record(new ShelfFact.SuspicionEnded(tag, door, "seen"));
    if (suspect.item().isPresent()) {
      draft.custody(tag, new OnShelf(door, item.get()));
    } else {
      came(tag, item.get(), reading, suspect.opener());
    }
  }

  private void arrived(TagId tag, Reading reading) {
    switch (reading.content()) {
      case Content.Book(Item item, boolean sure) when sure -> came(tag, item, reading, opener);
      case Content.Book book -> suspect(tag, Optional.empty(), "unreadable");
      case Content.Foreign foreign -> suspect(tag, Optional.empty(), "foreign");
      case Content.Unread unread -> suspect(tag, Optional.empty(), "unreadable");
    }
    changed = true;
  }

  private void came(TagId tag, Item item, Reading reading, Opener who) {
    draft.custody(tag, new OnShelf(door, item));
    switch (who) {
      case Opener.Visitor visitor -> Lending.returned(visitor, tag, item, door, draft);
      case Opener.Staff staff -> draft.record(new ShelfFact.Stocked(tag, item, door, staff));
      case Opener.Remote remote -> draft.record(new ShelfFact.Stocked(tag, item, door, remote));
      case Opener.Unknown unknown -> draft.record(new ShelfFact.Found(tag, item, door));
    }
    mark(tag, reading);
  }

  /**
   * Marks that a tag should carry and does not are written now, also those that a power cut took.
   */
  private void mark(TagId tag, Reading reading) {
    if (!reading.readyToLeave()) draft.want(new Effect.Mark(door, tag));
  }

  /** Counted as often as is reasonable, and still one cannot say. */
  private void unclear(TagId tag, Reading reading) {
    switch (draft.kiosk().custody().places().get(tag)) {
      case OnShelf(DoorId here, Item item) when here.equals(door) ->
          suspect(tag, Optional.of(item), "seldom-seen");
      case OnShelf elsewhere -> {}
      case Suspect already -> {}
      case null ->
          suspect(tag, Optional.empty(), reading.rounds() > 1 ? "unreadable" : "seldom-seen");
    }
  }

  private void suspect(TagId tag, Optional<Item> item, String why) {
    draft.custody(tag, new Suspect(door, item, why, opener));
    draft.record(new ShelfFact.BecameSuspect(tag, door, why, opener));
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
