package org.shuyi.sim.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.judge.Eyewitness.Act;
import org.shuyi.sim.judge.Eyewitness.Pull;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.world.Tag;

/**
 * Holds the records against what was seen: every pull of a bolt had its intent, every loan and
 * return its deed by somebody who may answer for it, every receipt its record, and no command was
 * obeyed twice.
 */
public final class Ledger {
  /** The station and the eyewitness read the same clock; what lies between is a thread's turn. */
  private static final long SLACK = 250;

  /** A motion that waits longer is refused by its driver; this is twice as much, and a frame. */
  private static final long LATEST_PULL = 10_000;

  /** Whose bolt was pulled so long before a door was opened may be who opened it. */
  private static final long LATCH = 20_000;

  /** How long a receipt may stand on a screen after its record. */
  private static final long RECEIPT = 120_000;

  private record Intent(Opener opener, long wall) {}

  private final List<StampedFact> facts;
  private final Eyewitness eyes;
  private final Map<Integer, List<Intent>> intents = new TreeMap<>();
  private final Map<TagId, List<Act>> acts = new HashMap<>();
  private final Map<TagId, Integer> explained = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  private Ledger(List<StampedFact> facts, Eyewitness eyes) {
    this.facts = facts;
    this.eyes = eyes;
  }

  /** What no deed explains, in words; none where all is well. */
  public static List<String> judge(List<StampedFact> facts, Eyewitness eyes) {
    var ledger = new Ledger(facts, eyes);
    ledger.read();
    ledger.ticks();
    ledger.pulls();
    ledger.commands();
    ledger.credits();
    ledger.receipts();
    return ledger.broken;
  }

  private void read() {
    for (StampedFact stamped : facts) {
      if (stamped.fact() instanceof ShelfFact.UnlockMeant(DoorId door, Opener opener)) {
        intents
            .computeIfAbsent(number(door), d -> new ArrayList<>())
            .add(new Intent(opener, wall(stamped)));
      }
    }
    for (Act act : eyes.acts()) {
      for (Tag tag : act.book().tags()) {
        acts.computeIfAbsent(tagId(tag), t -> new ArrayList<>()).add(act);
      }
    }
  }

  /** Station time never goes back, whatever the calendar does. */
  private void ticks() {
    long before = 0;
    for (StampedFact stamped : facts) {
      if (stamped.now().ticks() < before) broken(Promise.CLOCK, before + " is before " + stamped);
      before = stamped.now().ticks();
    }
  }

  private void pulls() {
    var unused = new HashMap<Integer, ArrayDeque<Intent>>();
    intents.forEach((door, all) -> unused.put(door, new ArrayDeque<>(all)));
    for (Pull pull : eyes.pulls()) {
      var left = unused.getOrDefault(pull.door(), new ArrayDeque<>());
      while (!left.isEmpty() && left.getFirst().wall() < pull.wall() - LATEST_PULL) {
        left.removeFirst();
      }
      if (left.isEmpty() || left.getFirst().wall() > pull.wall() + SLACK) {
        broken(
            Promise.INTENT_FIRST,
            "the bolt of door %d moved at %d, and no record of the %d s before meant it"
                .formatted(pull.door(), pull.wall(), LATEST_PULL / 1000));
      } else {
        left.removeFirst();
      }
    }
  }

  private void commands() {
    var accepted = new TreeSet<String>();
    var ended = new TreeSet<String>();
    var opened = new TreeSet<String>();
    for (StampedFact stamped : facts) {
      switch (stamped.fact()) {
        case CommandFact.CommandAccepted one -> once(accepted.add(one.command()), one);
        case CommandFact.CommandEnded one -> once(ended.add(one.command()), one);
        case ShelfFact.UnlockMeant meant when meant.opener() instanceof Opener.Remote remote ->
            once(opened.add(remote.command() + " " + meant.door()), meant);
        default -> {}
      }
    }
  }

  private void once(boolean first, Object fact) {
    if (!first) broken(Promise.AUTHORISED, "a second time: " + fact);
  }

  private void credits() {
    for (StampedFact stamped : facts) {
      if (!(stamped.fact() instanceof ShelfFact shelf)) continue;
      long wall = wall(stamped);
      switch (shelf) {
        case ShelfFact.Loaned one ->
            credit(one.tag(), one.door(), true, visitor(one.patron(), one.visit()), wall, shelf);
        case ShelfFact.Returned one ->
            credit(one.tag(), one.door(), false, visitor(one.patron(), one.visit()), wall, shelf);
        case ShelfFact.Removed one -> settle(one.tag(), one.door(), true, wall);
        case ShelfFact.Stocked one -> settle(one.tag(), one.door(), false, wall);
        case ShelfFact.Found one -> settle(one.tag(), one.door(), false, wall);
        case ShelfFact.Moved one -> settle(one.tag(), one.to(), false, wall);
        case ShelfFact.BecameSuspect one -> settle(one.tag(), one.door(), true, wall);
        case ShelfFact.UnlockMeant _, ShelfFact.DoorOpened _, ShelfFact.DoorClosed _ -> {}
        case ShelfFact.DoorForced _, ShelfFact.DoorLeftOpen _, ShelfFact.LeftUncounted _ -> {}
        case ShelfFact.WrongDoorOpened _ -> {}
        case ShelfFact.SuspicionEnded _, ShelfFact.MarkFailed _, ShelfFact.MarkRepaired _ -> {}
        case ShelfFact.DoorAjar _ -> {}
        case ShelfFact.CompartmentSuspect _, ShelfFact.CompartmentCleared _ -> {}
      }
    }
  }

  private static Opener visitor(org.shuyi.kiosk.kernel.PatronToken patron, long visit) {
    return new Opener.Visitor(patron, visit);
  }

  private void credit(
      TagId tag, DoorId door, boolean taken, Opener opener, long wall, ShelfFact fact) {
    var all = acts.getOrDefault(tag, List.of());
    for (int i = explained.getOrDefault(tag, 0); i < all.size(); i++) {
      Act act = all.get(i);
      if (fits(act, door, taken, wall) && answerable(act).contains(opener)) {
        explained.put(tag, i + 1);
        return;
      }
    }
    broken(Promise.CREDIT, fact + " at " + wall + ", but the world saw: " + story(tag));
  }

  /** What concerns no patron is not judged here; the places are compared at the end. */
  private void settle(TagId tag, DoorId door, boolean taken, long wall) {
    var all = acts.getOrDefault(tag, List.of());
    for (int i = explained.getOrDefault(tag, 0); i < all.size(); i++) {
      if (fits(all.get(i), door, taken, wall)) {
        explained.put(tag, i + 1);
        return;
      }
    }
  }

  private static boolean fits(Act act, DoorId door, boolean taken, long wall) {
    return act.door() == number(door) && act.taken() == taken && act.wall() <= wall + SLACK;
  }

  /**
   * Who may answer for it: those whose bolt was pulled last before the door was opened, or while it
   * stood open. Where a key was used nobody knows, and whoever was at the door before may keep the
   * blame.
   */
  private Set<Opener> answerable(Act act) {
    var may = new HashSet<Opener>();
    Opener last = null;
    for (Intent intent : intents.getOrDefault(act.door(), List.of())) {
      if (intent.wall() > act.wall() + SLACK) break;
      last = intent.wall() <= act.openedAt() ? intent.opener() : last;
      if (act.byKey() || intent.wall() >= act.openedAt() - LATCH) may.add(intent.opener());
    }
    if (last != null) may.add(last);
    return may;
  }

  private void receipts() {
    for (var told : eyes.told()) {
      boolean recorded = facts.stream().anyMatch(fact -> isOf(told, fact));
      if (!recorded) broken(Promise.DURABLE, "a receipt said what no record says: " + told);
    }
  }

  private static boolean isOf(Eyewitness.Told told, StampedFact stamped) {
    long age = told.wall() - wall(stamped);
    if (age < -SLACK || age > RECEIPT) return false;
    return switch (stamped.fact()) {
      case ShelfFact.Loaned one ->
          told.kind().equals("loaned") && told.title().equals(one.item().title());
      case ShelfFact.Returned one ->
          told.kind().equals("returned") && told.title().equals(one.item().title());
      default -> false;
    };
  }

  private String story(TagId tag) {
    return acts.getOrDefault(tag, List.of()).stream()
        .map(
            act ->
                "%s door %d at %d%s"
                    .formatted(
                        act.taken() ? "taken from" : "put behind",
                        act.door(),
                        act.wall(),
                        act.byKey() ? " (key)" : ""))
        .reduce((one, other) -> one + "; " + other)
        .orElse("never touched");
  }

  private void broken(Promise promise, String words) {
    broken.add(promise + ": " + words);
  }

  private static long wall(StampedFact stamped) {
    return stamped.now().wall().toEpochMilli();
  }

  static TagId tagId(Tag tag) {
    return new TagId(tag.uid().hex());
  }

  /** The number of the door that records call by this id. */
  public static int number(DoorId door) {
    return Integer.parseInt(door.label());
  }
}
