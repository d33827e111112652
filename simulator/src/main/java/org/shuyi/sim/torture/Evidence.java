package org.shuyi.sim.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.judge.Eyewitness.Inventory;
import org.shuyi.sim.judge.Ledger;
import org.shuyi.sim.soak.Violation.Promise;

/**
 * No claim without what sensors saw, as the far end of the wire knows it: that an item came rests
 * on two inventories at least that found its tag, that it went on a whole count that did not, and
 * that a door was opened or shut on the door.
 */
final class Evidence {
  private static final long SLACK = 250;

  /** Inventories of a count that must have found a tag which is said to be there. */
  private static final int SURE = 2;

  /** A lock board that answers late, and a question or two that are lost. */
  private static final long SENSED = 20_000;

  private final Eyewitness eyes;
  private final int rounds;
  private final Map<Integer, List<Inventory>> inventories = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  private Evidence(Eyewitness eyes, int rounds) {
    this.eyes = eyes;
    this.rounds = rounds;
  }

  /**
   * @param since claims from before, when nobody listened yet, are not judged
   * @param rounds inventories of one count
   * @return claims that nothing supports, in words; none where all is well
   */
  static List<String> judge(List<StampedFact> facts, Eyewitness eyes, long since, int rounds) {
    var evidence = new Evidence(eyes, rounds);
    for (Inventory one : eyes.inventories()) {
      evidence.inventories.computeIfAbsent(one.door(), d -> new ArrayList<>()).add(one);
    }
    for (StampedFact stamped : facts) {
      if (wall(stamped) >= since && stamped.fact() instanceof ShelfFact fact) {
        evidence.judge(fact, stamped);
      }
    }
    return evidence.broken;
  }

  private void judge(ShelfFact fact, StampedFact stamped) {
    switch (fact) {
      case ShelfFact.Loaned one -> gone(one.tag(), one.door(), stamped);
      case ShelfFact.Removed one -> gone(one.tag(), one.door(), stamped);
      case ShelfFact.Returned one -> there(one.tag(), one.door(), stamped);
      case ShelfFact.Stocked one -> there(one.tag(), one.door(), stamped);
      case ShelfFact.Found one -> there(one.tag(), one.door(), stamped);
      case ShelfFact.Moved one -> there(one.tag(), one.to(), stamped);
      case ShelfFact.DoorOpened one when !one.inferred() -> stood(one.door(), true, stamped);
      case ShelfFact.DoorForced one -> stood(one.door(), true, stamped);
      case ShelfFact.DoorClosed one when !one.inferred() -> stood(one.door(), false, stamped);
      case ShelfFact.DoorOpened _, ShelfFact.DoorClosed _ -> {}
      case ShelfFact.UnlockMeant _, ShelfFact.DoorLeftOpen _, ShelfFact.DoorAjar _ -> {}
      case ShelfFact.WrongDoorOpened _, ShelfFact.LeftUncounted _ -> {}
      case ShelfFact.BecameSuspect _, ShelfFact.SuspicionEnded _ -> {}
      case ShelfFact.MarkFailed _, ShelfFact.MarkRepaired _ -> {}
      case ShelfFact.CompartmentSuspect _, ShelfFact.CompartmentCleared _ -> {}
    }
  }

  /** An answer that was lost is asked for again; then a count took more inventories than it has. */
  private void there(TagId tag, DoorId door, StampedFact stamped) {
    long found =
        last(2 * rounds, door, stamped).stream().filter(one -> one.tags().contains(tag)).count();
    if (found < SURE) broken(stamped + ", and " + found + " inventories found it");
  }

  private void gone(TagId tag, DoorId door, StampedFact stamped) {
    var count = last(rounds, door, stamped);
    if (count.size() < rounds || count.stream().anyMatch(one -> one.tags().contains(tag))) {
      broken(stamped + ", and no whole count missed it");
    }
  }

  private List<Inventory> last(int many, DoorId door, StampedFact stamped) {
    var before =
        inventories.getOrDefault(Ledger.number(door), List.of()).stream()
            .filter(one -> one.wall() <= wall(stamped) + SLACK)
            .toList();
    return before.subList(Math.max(0, before.size() - many), before.size());
  }

  private void stood(DoorId door, boolean open, StampedFact stamped) {
    long wall = wall(stamped);
    long from = wall - SENSED - eyes.frozen(wall - SENSED, wall);
    if (!eyes.stood(Ledger.number(door), open, from, wall + SLACK)) {
      broken(stamped + ", and it did not stand " + (open ? "open" : "shut"));
    }
  }

  private static long wall(StampedFact stamped) {
    return stamped.now().wall().toEpochMilli();
  }

  private void broken(String words) {
    broken.add(Promise.EVIDENCE + ": " + words);
  }
}
