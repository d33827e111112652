package org.shuyi.kiosk.kernel.shelf;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.TagId;

/**
 * The section of a cabinet's doors.
 *
 * @param counts how many counts were asked for; the next count's number follows
 * @param heard tags of which it is not decided yet on which of two shelves they lie
 */
public record Shelf(SortedMap<DoorId, Door> doors, long counts, SortedMap<TagId, Heard> heard) {
  public Shelf {
    doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
    heard = Collections.unmodifiableSortedMap(new TreeMap<>(heard));
  }

  /** Doors that nobody has looked at yet. */
  public static Shelf unseen(Iterable<DoorId> ids) {
    var doors = new TreeMap<DoorId, Door>();
    for (DoorId id : ids) {
      doors.put(id, new Door(new DoorState.Unseen(new Opener.Unknown(), false, 0), false));
    }
    return new Shelf(doors, 0, new TreeMap<>());
  }

  public Shelf with(DoorId id, Door door) {
    var changed = new TreeMap<>(doors);
    changed.put(id, door);
    return new Shelf(changed, counts, heard);
  }

  Shelf oneCountMore() {
    return new Shelf(doors, counts + 1, heard);
  }

  Shelf hearing(SortedMap<TagId, Heard> tags) {
    return new Shelf(doors, counts, tags);
  }
}
