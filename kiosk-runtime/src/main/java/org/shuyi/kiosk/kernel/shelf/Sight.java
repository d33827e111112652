package org.shuyi.kiosk.kernel.shelf;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;

/**
 * What one count says about each tag of a shelf: gone when no round saw it, there when two did, and
 * unclear otherwise. A tag that is new here is there only when its content was read too.
 *
 * @param gone was kept here, and no round saw it
 * @param there at least two rounds saw it; new ones with their content
 * @param unclear one round only, or new and unread
 */
public record Sight(
    SortedSet<TagId> gone, SortedMap<TagId, Reading> there, SortedMap<TagId, Reading> unclear) {
  private static final int SURE = 2;

  static Sight of(DoorId door, SortedMap<TagId, Reading> tags, CustodyBook custody) {
    var gone = new TreeSet<TagId>();
    var there = new TreeMap<TagId, Reading>();
    var unclear = new TreeMap<TagId, Reading>();
    for (TagId tag : custody.behind(door).keySet()) if (!tags.containsKey(tag)) gone.add(tag);
    for (TagId tag : custody.suspectAt(door).keySet()) if (!tags.containsKey(tag)) gone.add(tag);
    tags.forEach(
        (tag, reading) -> {
          boolean known = custody.places().get(tag) instanceof Custody.OnShelf;
          boolean readable = known || !(reading.content() instanceof Content.Unread);
          (reading.rounds() >= SURE && readable ? there : unclear).put(tag, reading);
        });
    return new Sight(gone, there, unclear);
  }
}
