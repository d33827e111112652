package org.shuyi.devices.lock;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** Channels whose relay was seen to hold after it was told. */
  private final SortedMap<Integer, Disobeyed> disobeyed = new TreeMap<>();

  private record Disobeyed(int times, String said) {}

  /** A bolt was pulled, and its pulse ends then. */
  void pulled(int channel, long end) {
    due.put(channel, end);
  }

  /** A channel that is to be told to drop now, if there is one. */
  Optional<Integer> next(long now) {
    for (var entry : due.entrySet()) {
      if (now >= entry.getValue()) return Optional.of(entry.getKey());
    }
    return Optional.empty();
  }

  /** Its relay was seen to have let go. */
  void released(int channel) {
    due.remove(channel);
    disobeyed.remove(channel);
  }

  /** It was told, and its relay holds all the same. */
  void held(int channel, String said, long now) {
    var before = disobeyed.getOrDefault(channel, new Disobeyed(0, said));
    disobeyed.put(channel, new Disobeyed(Math.min(before.times() + 1, PATIENCE), said));
    due.put(channel, now + AGAIN_MILLIS);
  }

  /** Nobody knows: it is told again. */
  void unanswered(int channel, long now) {
    due.put(channel, now + AGAIN_MILLIS);
  }

  /** Channels whose relay does not let go, and what the board says of it. */
  SortedMap<Integer, String> stuck() {
    var stuck = new TreeMap<Integer, String>();
    disobeyed.forEach(
        (channel, last) -> {
          if (last.times() >= PATIENCE) stuck.put(channel, last.said());
        });
    return stuck;
  }

  long wakeAt() {
    long first = Driver.NEVER;
    for (long at : due.values()) first = Math.min(first, at);
    return first;
  }
}
