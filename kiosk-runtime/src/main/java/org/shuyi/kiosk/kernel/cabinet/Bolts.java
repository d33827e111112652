package org.shuyi.kiosk.kernel.cabinet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;

/**
 * The supply that all bolts share, whatever board they hang on.
 *
 * @param moving bolts that may draw current, each until the tick at which its pulse is over
 * @param waiting doors that were unlocked for somebody and whose bolts wait for others, in order
 */
public record Bolts(SortedMap<DoorId, Long> moving, List<Waiting> waiting) {
  /** A bolt that waits; one that would move after {@code until} surprises the person before it. */
  public record Waiting(DoorId door, long until) {}

  public Bolts {
    moving = Collections.unmodifiableSortedMap(new TreeMap<>(moving));
    waiting = List.copyOf(waiting);
  }

  /** No bolt moves and none waits. */
  public static Bolts idle() {
    return new Bolts(new TreeMap<>(), List.of());
  }

  Bolts movingUntil(DoorId door, long until) {
    var changed = new TreeMap<>(moving);
    changed.put(door, until);
    return new Bolts(changed, waiting);
  }

  Bolts still(DoorId door) {
    var changed = new TreeMap<>(moving);
    changed.remove(door);
    return new Bolts(changed, waiting);
  }

  /** The same where every pulse that is over by then is forgotten. */
  Bolts at(long ticks) {
    if (moving.values().stream().noneMatch(end -> end <= ticks)) return this;
    var changed = new TreeMap<>(moving);
    changed.values().removeIf(end -> end <= ticks);
    return new Bolts(changed, waiting);
  }

  Bolts waitingToo(Waiting one) {
    var changed = new ArrayList<>(waiting);
    changed.add(one);
    return new Bolts(moving, changed);
  }

  Bolts withoutFirst() {
    return new Bolts(moving, waiting.subList(1, waiting.size()));
  }
}
