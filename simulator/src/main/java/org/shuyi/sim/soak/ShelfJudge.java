package org.shuyi.sim.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Tag;

/** Compares each finished count of a shelf, and the books at a settled moment, with the shelf. */
final class ShelfJudge {
  /** A board that answers late tells of a door's opening by so much later, at the longest. */
  private static final long LONGEST_LAG = 8_000;

  private final VirtualTown town;
  private final Witness witness;
  private final Runnable readJournal;
  private final Tally tally;
  private final Map<Integer, Long> countedAt = new HashMap<>();
  private final Map<DoorId, DoorState> states = new HashMap<>();
  private final Map<DoorId, Long> countingSince = new HashMap<>();

  /**
   * @param readJournal so that the witness knows of what is durable before a shelf is compared
   */
  ShelfJudge(VirtualTown town, Witness witness, Runnable readJournal, Tally tally) {
    this.town = town;
    this.witness = witness;
    this.readJournal = readJournal;
    this.tally = tally;
  }

  void turned(Kiosk kiosk) {
    kiosk.shelf().doors().forEach((id, door) -> becomes(id, door.state(), kiosk));
  }

  /** A new life senses its doors anew. */
  void startedAnew() {
    states.clear();
  }

  /** Whether each door is closed, and was counted after it had moved last. */
  boolean areCounted(Kiosk kiosk) {
    for (int door = 1; door <= VirtualTown.DOORS; door++) {
      boolean shut = isShut(Witness.id(door), kiosk) && town.world().closed(door);
      if (!shut || witness.movedAt(door) >= countedAt.getOrDefault(door, Long.MIN_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /** Every shelf is as the books have it. */
  void agree(Kiosk kiosk) {
    for (int door = 1; door <= VirtualTown.DOORS; door++) compare(door, kiosk);
  }

  private void becomes(DoorId id, DoorState state, Kiosk kiosk) {
    DoorState before = states.put(id, state);
    if (state instanceof DoorState.Counting counting
        && !(before instanceof DoorState.Counting old && old.count() == counting.count())) {
      countingSince.put(id, town.time().now());
    }
    if (state instanceof DoorState.Shut && before instanceof DoorState.Counting) {
      int door = Witness.number(id);
      long began = countingSince.getOrDefault(id, Long.MAX_VALUE);
      if (town.world().closed(door) && witness.movedAt(door) < began) {
        tally.count("counts compared");
        countedAt.put(door, began);
        compare(door, kiosk);
      }
      if (!town.world().closed(door) && witness.movedAt(door) < began - LONGEST_LAG) {
        throw new Violation(
            Promise.ONE_PLACE, "door " + door + " counts as shut, and stood open all the time");
      }
    }
  }

  /** The shelf as counted is the shelf as it is. */
  private void compare(int door, Kiosk kiosk) {
    readJournal.run();
    var there = tagsOn(door);
    DoorId id = Witness.id(door);
    for (TagId tag : kiosk.custody().behind(id).keySet()) {
      if (!there.contains(tag)) {
        throw new Violation(
            Promise.ONE_PLACE,
            "%s is behind door %d in the books, and is not there: %s"
                .formatted(tag, door, witness.story(tag)));
      }
    }
    for (TagId tag : there) {
      switch (kiosk.custody().places().get(tag)) {
        case Custody.OnShelf(DoorId believed, var item) -> {
          // Whose shelf is not counted yet may still be believed to hold what lies here.
          if (!believed.equals(id) && isShut(believed, kiosk)) {
            throw new Violation(
                Promise.ONE_PLACE,
                "%s is behind door %d, and in the books behind %s: %s"
                    .formatted(tag, door, believed, witness.story(tag)));
          }
        }
        case Custody.Suspect _ -> {}
        case null ->
            throw new Violation(
                Promise.ONE_PLACE,
                "%s is behind door %d, and in no book: %s"
                    .formatted(tag, door, witness.story(tag)));
      }
    }
    witness.settled(door, kiosk.custody().suspectAt(id).keySet());
  }

  private static boolean isShut(DoorId id, Kiosk kiosk) {
    var door = kiosk.shelf().doors().get(id);
    return door != null && door.state() instanceof DoorState.Shut;
  }

  Set<TagId> tagsOn(int door) {
    var tags = new TreeSet<TagId>();
    for (Book book : town.world().booksOn(town.shelf(door))) {
      for (Tag tag : book.tags()) tags.add(Witness.tagId(tag));
    }
    return tags;
  }

  /** Whether a tag lies behind any door. */
  boolean isThere(TagId tag) {
    for (int door = 1; door <= VirtualTown.DOORS; door++) {
      if (tagsOn(door).contains(tag)) return true;
    }
    return false;
  }
}
