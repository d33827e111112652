package org.shuyi.kiosk.kernel.announce;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.Announcement;

/**
 * What this room has said. It is never saved: a start says again what holds then.
 *
 * @param standing what holds and may be told at this hour
 * @param number of what was said last; only growing within one life of the program
 * @param lookAt the tick at which the hour is looked at again
 */
public record Announcements(
    SortedSet<Announcement> standing, long number, Sign sign, Voice voice, long lookAt) {
  public Announcements {
    standing = Collections.unmodifiableSortedSet(new TreeSet<>(standing));
  }

  public static Announcements none() {
    return new Announcements(new TreeSet<>(), 0, Sign.dark(), Voice.still(), 0);
  }
}
