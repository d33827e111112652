package org.shuyi.devices.lock;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.Driver;

/**
 * Sees to it that every pulled bolt is told to drop when its pulse is over, on boards that have a
 * word for it. Dropping a bolt is a stop: it may be said as often as one likes, until the relay is
 * seen to have let go.
 */
final class Releases {
  /** Long enough for a poll in between, so that a deaf board is still missed. */
  private static final long AGAIN_MILLIS = 250;

  /** A relay that held after so many orders to let go does not obey. */
  private static final int PATIENCE = 3;

  /** Channel to the time at which it is to be told to drop. */
  private final SortedMap<Integer, Long> due = new TreeMap<>();

  /** Channel to how often its relay was seen to hold after it was told. */
  private final SortedMap<Integer, Integer> disobeyed = new TreeMap<>();

  /** A bolt was pulled, and its pulse ends then. */
  void pulled(int channel, long end) {
    due.put(channel, end);
  }

  /** A channel that is to be told to drop now, if there is one. */
  Optional<Integer> next(long now) {
    return due.entrySet().stream()
        .filter(entry -> now >= entry.getValue())
        .map(SortedMap.Entry::getKey)
        .findFirst();
  }

  /** Its relay was seen to have let go. */
  void released(int channel) {
    due.remove(channel);
    disobeyed.remove(channel);
  }

  /** It was told, and its relay holds all the same. */
  void held(int channel, long now) {
    disobeyed.merge(channel, 1, (before, one) -> Math.min(before + one, PATIENCE));
    due.put(channel, now + AGAIN_MILLIS);
  }

  /** Nobody knows: it is told again. */
  void unanswered(int channel, long now) {
    due.put(channel, now + AGAIN_MILLIS);
  }

  /** Channels whose relay does not let go. */
  SortedSet<Integer> stuck() {
    var stuck = new TreeSet<Integer>();
    disobeyed.forEach(
        (channel, times) -> {
          if (times >= PATIENCE) stuck.add(channel);
        });
    return stuck;
  }

  long wakeAt() {
    return due.values().stream().mapToLong(Long::longValue).min().orElse(Driver.NEVER);
  }
}
