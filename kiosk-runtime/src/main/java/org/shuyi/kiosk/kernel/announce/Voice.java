package org.shuyi.kiosk.kernel.announce;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Announcement;

/**
 * What the voice says.
 *
 * @param saying the head of the queue, while it is said
 * @param again safety texts that are said again if they still hold then
 */
public record Voice(Queue queue, Optional<Saying> saying, SortedMap<Announcement, Again> again) {
  public Voice {
    again = Collections.unmodifiableSortedMap(new TreeMap<>(again));
  }

  /**
   * @param until the tick at which nobody waits for its end any more
   */
  public record Saying(Announcement text, long number, long until) {}

  /**
   * @param times how often it has been said
   * @param at the tick of the next time
   */
  public record Again(int times, long at) {}

  static Voice still() {
    return new Voice(Queue.empty(), Optional.empty(), new TreeMap<>());
  }

  Voice with(Queue next) {
    return new Voice(next, saying, again);
  }

  Voice saying(Saying next) {
    return new Voice(queue, Optional.of(next), again);
  }

  Voice silent() {
    return new Voice(queue, Optional.empty(), again);
  }

  Voice with(Announcement text, Again next) {
    var all = new TreeMap<>(again);
    all.put(text, next);
    return new Voice(queue, saying, all);
  }

  Voice without(Announcement text) {
    var others = new TreeMap<>(again);
    others.remove(text);
    return new Voice(queue.without(text), saying, others);
  }
}
