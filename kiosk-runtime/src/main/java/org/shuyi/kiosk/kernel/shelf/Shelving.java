package org.shuyi.kiosk.kernel.shelf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.ShelfEvent.BoltPulled;
import org.shuyi.kiosk.kernel.ShelfEvent.CompartmentSeen;
import org.shuyi.kiosk.kernel.ShelfEvent.DoorAjar;
import org.shuyi.kiosk.kernel.ShelfEvent.DoorClosed;
import org.shuyi.kiosk.kernel.ShelfEvent.DoorOpened;
import org.shuyi.kiosk.kernel.ShelfEvent.DoorSensed;
import org.shuyi.kiosk.kernel.ShelfEvent.DoorUnseen;
import org.shuyi.kiosk.kernel.ShelfEvent.MarkEnded;
import org.shuyi.kiosk.kernel.ShelfEvent.ShelfRead;
import org.shuyi.kiosk.kernel.ShelfEvent.ShelfUnread;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.cabinet.Latching;
import org.shuyi.kiosk.kernel.cabinet.Looking;
import org.shuyi.kiosk.kernel.cabinet.Pulling;
import org.shuyi.kiosk.kernel.command.Commanding;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.shelf.DoorState.Counting;
import org.shuyi.kiosk.kernel.shelf.DoorState.MayOpen;
import org.shuyi.kiosk.kernel.shelf.DoorState.Open;
import org.shuyi.kiosk.kernel.shelf.DoorState.Shut;
import org.shuyi.kiosk.kernel.shelf.DoorState.Uncounted;
import org.shuyi.kiosk.kernel.shelf.DoorState.Unseen;
import org.shuyi.kiosk.kernel.visit.Visiting;

/**
 * The doors of a cabinet. After each unlock the shelf is counted, whether an opening was seen or
 * not, and what differs from the count before is what changed hands.
 */
public final class Shelving {
  /** A count with unclear tags is made again this often before they become suspect. */
  private static final int COUNTS = 3;

  /**
   * Silent boards and uncountable shelves are asked again this often, so that no wait is for ever.
   */
  private static final long ASK_AGAIN = Duration.ofSeconds(30).toMillis();

  private Shelving() {}

  public static void on(ShelfEvent event, Draft draft) {
    switch (event) {
      case DoorOpened(DoorId door) -> sensed(door, DoorContact.OPEN, draft);
      case DoorClosed(DoorId door) -> sensed(door, DoorContact.CLOSED, draft);
      case DoorAjar(DoorId door) -> sensed(door, DoorContact.AJAR, draft);
      case DoorUnseen(DoorId door) -> sensed(door, DoorContact.UNKNOWN, draft);
      case DoorSensed(DoorId door, DoorContact contact) -> sensed(door, contact, draft);
      case CompartmentSeen(DoorId door, ShelfEvent.Occupancy occupancy) ->
          Looking.seen(door, occupancy, draft);
      case BoltPulled(DoorId door, ShelfEvent.Pull pull, String detail) ->
          pulled(door, pull, detail, draft);
      case ShelfRead(DoorId door, long count, int rounds, SortedMap<TagId, Reading> tags) ->
          read(door, count, rounds, tags, draft);
      case ShelfUnread(DoorId door, long count, String why) -> unread(door, count, why, draft);
      case MarkEnded(DoorId door, TagId tag, boolean written, String detail) ->
          Marking.ended(door, tag, written, detail, draft);
    }
  }

  private static void sensed(DoorId door, DoorContact contact, Draft draft) {
    if (contact == DoorContact.AJAR) Latching.ajar(door, draft);
    else Latching.clear(door, draft);
    switch (contact) {
      case OPEN, AJAR -> opened(door, draft);
      case CLOSED -> closed(door, draft);
      case UNKNOWN -> unseen(door, draft);
    }
  }

  private static void forStaff(DoorId id, Draft draft) {
    Door door = draft.door(id).unlockedForStaff(draft.ticks(), draft.plan().openings());
    draft.shelf(draft.kiosk().shelf().with(id, door));
  }

  /** Why a door may not be unlocked for staff once more just now, here or from afar, or empty. */
  public static Optional<String> tooOften(DoorId id, Kiosk kiosk, long ticks) {
    var door = kiosk.shelf().doors().get(id);
    Plan plan = kiosk.plan();
    if (door == null || door.staffOpenings().size() < plan.openings()) return Optional.empty();
    long oldest = door.staffOpenings().get(door.staffOpenings().size() - plan.openings());
    boolean over = ticks - oldest >= plan.openingsWithin().toMillis();
    return over
        ? Optional.empty()
        : Optional.of(
            "door %s was opened %d times within %d minutes"
                .formatted(id, plan.openings(), plan.openingsWithin().toMinutes()));
  }

  /** Pulls a door's bolt for somebody. The caller has judged that it may. */
  public static void unlock(DoorId door, Opener opener, Draft draft) {
    draft.record(new ShelfFact.UnlockMeant(door, opener));
    Whereabouts.begin(opener, draft);
    switch (opener) {
      case Opener.Staff staff -> forStaff(door, draft);
      case Opener.Remote remote -> forStaff(door, draft);
      case Opener.Visitor visitor -> {}
      case Opener.Unknown unknown -> {}
    }
    draft.door(door, new MayOpen(opener, draft.ticks() + draft.plan().timeToOpen().toMillis()));
    Pulling.pull(door, draft);
  }

  /** Counts a door's shelf without opening it; differences are nobody's that we know of. */
  public static void countShut(DoorId door, Draft draft) {
    if (draft.door(door).state() instanceof Shut) {
      count(door, new Opener.Unknown(), false, 1, draft);
    }
  }

  /**
   * Whether this shelf is being counted, or will be as soon as its devices answer that were not
   * heard of yet since the start.
   */
  public static boolean countComes(DoorId id, Kiosk kiosk) {
    var door = kiosk.shelf().doors().get(id);
    if (door == null) return false;
    return switch (door.state()) {
      case Shut shut -> false;
      case MayOpen mayOpen -> true;
      case Open open -> true;
      case Counting counting -> true;
      case Uncounted uncounted -> Serving.readerAwaited(kiosk, id);
      case Unseen unseen ->
          (Serving.lockWorks(kiosk, id) || Serving.lockAwaited(kiosk, id))
              && (Serving.readerWorks(kiosk, id) || Serving.readerAwaited(kiosk, id));
    };
  }

  /**
   * An emergency begins: whoever was at a door flees, and whoever comes by may help; from now on
   * nobody answers for any of them. A bolt that was meant stays where it is, or nobody knows.
   */
  public static void evacuate(Draft draft) {
    Whereabouts.begin(new Opener.Unknown(), draft);
    Pulling.evacuate(draft);
    for (Map.Entry<DoorId, Door> entry : draft.kiosk().shelf().doors().entrySet()) {
      DoorState state = entry.getValue().state();
      draft.door(entry.getKey(), state.by(new Opener.Unknown()));
      if (state instanceof MayOpen waited
          && waited.opener() instanceof Opener.Remote(String person, String command)) {
        Commanding.pulled(command, ShelfEvent.Pull.UNKNOWN, "an emergency began", draft);
      }
    }
  }

  /** Nobody knows what was done at any door: each is looked at, and its shelf counted when shut. */
  public static void countEverything(Draft draft) {
    for (Map.Entry<DoorId, Door> entry : draft.kiosk().shelf().doors().entrySet()) {
      if (entry.getValue().state() instanceof Open) continue;
      lookAgain(entry.getKey(), new Opener.Unknown(), seenOpen(entry.getValue()), draft);
    }
    draft.want(new Effect.SenseDoors());
  }

  /** Shelves that waited for this reader are counted now. */
  public static void readerIsBack(DeviceId reader, Draft draft) {
    draft
        .plan()
        .doors()
        .forEach(
            (id, plan) -> {
              if (plan.reader().equals(reader)
                  && draft.hasDoor(id)
                  && draft.door(id).state() instanceof Uncounted waiting) {
                count(id, waiting.opener(), waiting.opened(), 1, draft);
              }
            });
  }

  public static void timePassed(Draft draft) {
    draft
        .kiosk()
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              if (draft.ticks() >= deadline(door.state(), draft.kiosk())) overdue(id, draft);
            });
  }

  /** Whoever was at a door keeps the blame; every shelf is counted once its door is seen closed. */
  public static void restarted(Draft draft) {
    draft
        .kiosk()
        .shelf()
        .doors()
        .forEach((id, door) -> lookAgain(id, door.state().openerNow(), seenOpen(door), draft));
    draft.want(new Effect.SenseDoors());
  }

  public static long wakeAt(Kiosk kiosk) {
    long at = Long.MAX_VALUE;
    for (Door door : kiosk.shelf().doors().values()) {
      at = Math.min(at, deadline(door.state(), kiosk));
    }
    return at;
  }

  private static void opened(DoorId id, Draft draft) {
    switch (draft.door(id).state()) {
      case Shut shut -> forced(id, draft);
      case MayOpen mayOpen -> {
        draft.record(new ShelfFact.DoorOpened(id, mayOpen.opener(), false));
        draft.door(id, new Open(mayOpen.opener(), draft.ticks(), false));
      }
      case Open open -> {}
      case Counting counting when counting.opener() instanceof Opener.Unknown -> forced(id, draft);
      // Opened again before its shelf was counted: the same hands, a moment later.
      case Counting counting -> {
        draft.record(new ShelfFact.DoorOpened(id, counting.opener(), false));
        draft.door(id, new Open(counting.opener(), draft.ticks(), false));
      }
      // Somebody else's hands now: whose doing the difference is cannot be decided any more.
      case Uncounted uncounted -> forced(id, draft);
      case Unseen unseen when !Visiting.isHere(unseen.opener(), draft.kiosk()) -> forced(id, draft);
      case Unseen unseen -> {
        draft.record(new ShelfFact.DoorOpened(id, unseen.opener(), false));
        draft.door(id, new Open(unseen.opener(), draft.ticks(), false));
      }
    }
  }

  private static void forced(DoorId id, Draft draft) {
    if (draft.kiosk().station().emergency().lasts()) {
      draft.record(new ShelfFact.DoorOpened(id, new Opener.Unknown(), false));
      draft.door(id, new Open(new Opener.Unknown(), draft.ticks(), false));
      return;
    }
    var service = draft.kiosk().station().service();
    boolean somebodyElsesDoings = !(draft.door(id).state().openerNow() instanceof Opener.Unknown);
    if (service.isPresent() && !somebodyElsesDoings) {
      var staff = new Opener.Staff(service.get().person());
      draft.record(new ShelfFact.DoorOpened(id, staff, false));
      draft.door(id, new Open(staff, draft.ticks(), false));
    } else {
      draft.record(new ShelfFact.DoorForced(id));
      draft.door(id, new Open(new Opener.Unknown(), draft.ticks(), false));
    }
  }

  private static void closed(DoorId id, Draft draft) {
    switch (draft.door(id).state()) {
      case Shut shut -> {}
      case MayOpen mayOpen -> {}
      case Open open -> {
        draft.record(new ShelfFact.DoorClosed(id, open.opener(), false));
        WrongDoor.closed(id, open, draft);
        count(id, open.opener(), true, 1, draft);
      }
      case Counting counting -> {}
      case Uncounted uncounted -> {}
      case Unseen unseen -> count(id, unseen.opener(), unseen.opened(), 1, draft);
    }
  }

  private static void unseen(DoorId id, Draft draft) {
    var door = draft.door(id);
    if (door.state() instanceof Unseen) return;
    lookAgain(id, door.state().openerNow(), seenOpen(door), draft);
  }

  private static void lookAgain(DoorId id, Opener opener, boolean opened, Draft draft) {
    draft.door(id, new Unseen(opener, opened, draft.ticks() + ASK_AGAIN));
  }

  private static void pulled(DoorId id, ShelfEvent.Pull pull, String detail, Draft draft) {
    Pulling.pulled(id, pull, draft);
    if (draft.door(id).state() instanceof MayOpen waited) {
      Opener opener = waited.opener();
      switch (pull) {
        case DONE, UNKNOWN -> {}
        // It did not move, says the board; the shelf is counted all the same.
        case NOT_DONE -> {
          WrongDoor.stayedShut(id, waited, draft);
          count(id, opener, false, 1, draft);
        }
      }
      if (opener instanceof Opener.Remote(String person, String command)) {
        Commanding.pulled(command, pull, detail, draft);
      }
    }
  }

  private static void count(DoorId id, Opener opener, boolean opened, int attempt, Draft draft) {
    draft.shelf(draft.kiosk().shelf().oneCountMore());
    long number = draft.kiosk().shelf().counts();
    draft.want(new Effect.CountShelf(id, number, draft.plan().rounds()));
    long until = draft.ticks() + draft.plan().countPatience().toMillis();
    draft.door(id, new Counting(opener, opened, number, attempt, until));
  }

  private static void read(
      DoorId id, long count, int rounds, SortedMap<TagId, Reading> tags, Draft draft) {
    if (!(draft.door(id).state() instanceof Counting counting) || counting.count() != count) return;
    var sight = Sight.of(id, tags, draft.kiosk().custody());
    if (!sight.unclear().isEmpty() && counting.attempt() < COUNTS) {
      count(id, counting.opener(), counting.opened(), counting.attempt() + 1, draft);
      return;
    }
    draft.door(id, new Shut());
    if (!(counting.opener() instanceof Opener.Unknown)) draft.relieve();
    Difference.conclude(id, counting, sight, rounds, draft);
    Looking.judge(id, counting.opener(), draft);
    Visiting.counted(counting.opener(), draft);
  }

  private static void unread(DoorId id, long count, String why, Draft draft) {
    if (!(draft.door(id).state() instanceof Counting counting) || counting.count() != count) return;
    if (counting.attempt() < COUNTS && Serving.readerWorks(draft.kiosk(), id)) {
      count(id, counting.opener(), counting.opened(), counting.attempt() + 1, draft);
      return;
    }
    draft.door(id, new Uncounted(counting.opener(), counting.opened(), draft.ticks() + ASK_AGAIN));
    if (counting.attempt() > COUNTS) return;
    draft.record(new ShelfFact.LeftUncounted(id, counting.opener(), why));
    Visiting.counted(counting.opener(), draft);
  }

  private static void overdue(DoorId id, Draft draft) {
    switch (draft.door(id).state()) {
      case Shut shut -> {}
      case MayOpen waited -> {
        WrongDoor.stayedShut(id, waited, draft);
        count(id, waited.opener(), false, 1, draft);
      }
      case Open(Opener opener, long since, boolean alarmed) -> {
        draft.record(new ShelfFact.DoorLeftOpen(id, opener));
        draft.door(id, new Open(opener, since, true));
      }
      case Counting counting -> unread(id, counting.count(), "no answer in time", draft);
      case Uncounted(Opener opener, boolean opened, long retryAt) -> {
        if (Serving.readerWorks(draft.kiosk(), id)) count(id, opener, opened, COUNTS + 1, draft);
        else draft.door(id, new Uncounted(opener, opened, draft.ticks() + ASK_AGAIN));
      }
      case Unseen(Opener opener, boolean opened, long senseAt) -> {
        draft.want(new Effect.SenseDoors());
        lookAgain(id, opener, opened, draft);
      }
    }
  }

  /**
   * The tick at which something is to be done about a door; a lost reader is waited for by its
   * return.
   */
  private static long deadline(DoorState state, Kiosk kiosk) {
    return switch (state) {
      case Shut shut -> Long.MAX_VALUE;
      case MayOpen mayOpen -> mayOpen.until();
      case Open open ->
          open.alarmed() ? Long.MAX_VALUE : open.since() + kiosk.plan().openTooLong().toMillis();
      case Counting counting -> counting.until();
      case Uncounted uncounted -> uncounted.retryAt();
      case Unseen unseen -> unseen.senseAt();
    };
  }

  private static boolean seenOpen(Door door) {
    return switch (door.state()) {
      case Shut shut -> false;
      case MayOpen mayOpen -> false;
      case Open open -> true;
      case Counting counting -> counting.opened();
      case Uncounted uncounted -> uncounted.opened();
      case Unseen unseen -> unseen.opened();
    };
  }

  /** Doors at which this opener may still change something, or whose shelf is not yet decided. */
  public static List<DoorId> underWay(Kiosk kiosk, Opener opener) {
    return kiosk.shelf().doors().entrySet().stream()
        .filter(e -> e.getValue().state().openerNow().equals(opener))
        .filter(e -> isUnderWay(e.getValue().state()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a bolt was pulled, a door stands open or a shelf is being counted, for anybody. */
  public static boolean anyUnderWay(Kiosk kiosk) {
    return kiosk.shelf().doors().values().stream()
        .anyMatch(door -> isUnderWay(door.state()) && !(door.state() instanceof DoorState.Unseen));
  }

  private static boolean isUnderWay(DoorState state) {
    return switch (state) {
      case Shut shut -> false;
      case MayOpen mayOpen -> true;
      case Open open -> true;
      case Counting counting -> true;
      case Uncounted uncounted -> false;
      case Unseen unseen -> true;
    };
  }
}
