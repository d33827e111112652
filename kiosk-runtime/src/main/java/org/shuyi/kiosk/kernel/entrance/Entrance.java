package org.shuyi.kiosk.kernel.entrance;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of this room.
 *
 * @param occupancy how many are inside
 * @param access who comes in
 * @param gate what rings at the exit
 * @param exit whether it opened when it should
 * @param doubted by its word each contact of which it was told that it cannot be believed, with the
 *     reason
 */
public record Entrance(
    Occupancy occupancy, Access access, Gate gate, Exit exit, SortedMap<String, String> doubted) {
  public Entrance {
    doubted = Collections.unmodifiableSortedMap(new TreeMap<>(doubted));
  }

  public static Entrance fresh() {
    return new Entrance(
        Occupancy.unknown(), Access.fresh(), Gate.quiet(), Exit.fresh(), new TreeMap<>());
  }

  Entrance with(Occupancy next) {
    return new Entrance(next, access, gate, exit, doubted);
  }

  Entrance with(Access next) {
    return new Entrance(occupancy, next, gate, exit, doubted);
  }

  Entrance with(Gate next) {
    return new Entrance(occupancy, access, next, exit, doubted);
  }

  Entrance with(Exit next) {
    return new Entrance(occupancy, access, gate, next, doubted);
  }

  Entrance doubting(String contact, String why) {
    var changed = new TreeMap<>(doubted);
    changed.put(contact, why);
    return new Entrance(occupancy, access, gate, exit, changed);
  }

  Entrance believing(String contact) {
    var changed = new TreeMap<>(doubted);
    changed.remove(contact);
    return new Entrance(occupancy, access, gate, exit, changed);
  }
}
