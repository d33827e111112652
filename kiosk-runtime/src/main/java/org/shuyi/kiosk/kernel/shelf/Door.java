package org.shuyi.kiosk.kernel.shelf;

import java.util.ArrayList;
import java.util.List;

/**
 * One door.
 *
 * @param barred kept from patrons by the centre's staff until it is released
 * @param staffOpenings the ticks at which it was last unlocked for staff, oldest first; as many as
 *     the plan's limit asks about
 */
public record Door(DoorState state, boolean barred, List<Long> staffOpenings) {
  public Door {
    staffOpenings = List.copyOf(staffOpenings);
  }

  public Door(DoorState state, boolean barred) {
    this(state, barred, List.of());
  }

  public Door in(DoorState next) {
    return new Door(next, barred, staffOpenings);
  }

  public Door barredNow(boolean bar) {
    return new Door(state, bar, staffOpenings);
  }

  Door unlockedForStaff(long ticks, int remembered) {
    var openings = new ArrayList<>(staffOpenings);
    openings.add(ticks);
    while (openings.size() > remembered) openings.removeFirst();
    return new Door(state, barred, openings);
  }
}
