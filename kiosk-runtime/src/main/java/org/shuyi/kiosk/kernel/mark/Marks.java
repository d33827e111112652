package org.shuyi.kiosk.kernel.mark;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.TagId;

/**
 * Tags whose marks are not known to be right, and tags that shall not leave.
 *
 * @param doubtful being written just now, or a work item for staff; at most {@link #MOST}
 * @param withheld items that the centre refused, as long as they lie here: the gate rings for them
 */
public record Marks(SortedMap<TagId, Doubtful> doubtful, SortedSet<TagId> withheld) {
  /** More tags than a station holds that fail one after the other are a broken reader. */
  public static final int MOST = 500;

  public Marks {
    doubtful = Collections.unmodifiableSortedMap(new TreeMap<>(doubtful));
    withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
  }

  /**
   * A tag whose marks are not known to be right.
   *
   * @param door behind which it was when they were to be written
   * @param writing how many writings of it have not ended yet
   * @param repair why staff must look at it, or empty while nothing has failed
   */
  public record Doubtful(DoorId door, int writing, String repair) {}

  public static Marks none() {
    return new Marks(new TreeMap<>(), new TreeSet<>());
  }

  /** Why staff must repair this tag's marks, or empty where they need not. */
  public String repair(TagId tag) {
    Doubtful one = doubtful.get(tag);
    return one == null ? "" : one.repair();
  }

  boolean hasRoomFor(TagId tag) {
    return doubtful.containsKey(tag) || doubtful.size() < MOST;
  }

  Marks with(TagId tag, Doubtful one) {
    var changed = new TreeMap<>(doubtful);
    changed.put(tag, one);
    return new Marks(changed, withheld);
  }

  Marks certain(TagId tag) {
    if (!doubtful.containsKey(tag)) return this;
    var changed = new TreeMap<>(doubtful);
    changed.remove(tag);
    return new Marks(changed, withheld);
  }

  Marks withholding(TagId tag) {
    var changed = new TreeSet<>(withheld);
    changed.add(tag);
    return new Marks(doubtful, changed);
  }

  Marks releasing(TagId tag) {
    if (!withheld.contains(tag)) return this;
    var changed = new TreeSet<>(withheld);
    changed.remove(tag);
    return new Marks(doubtful, changed);
  }
}
