package org.shuyi.kiosk.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.CommandEvent;

/**
 * Counts what was refused, and tells each reason at most once a minute, so that a flood of
 * forgeries is a few lines in the journal. Bounded by the number of reasons.
 */
final class RefusalTally {
  private static final long MINUTE = 60_000;

  private final TreeMap<String, Long> untold = new TreeMap<>();
  private final TreeMap<String, Long> nextAt = new TreeMap<>();
  private final TreeMap<String, Long> ever = new TreeMap<>();

  void count(String reason) {
    untold.merge(reason, 1L, Long::sum);
    ever.merge(reason, 1L, Long::sum);
  }

  /** What is due to be told. */
  List<CommandEvent.CommandsRefused> due(long now) {
    var events = new ArrayList<CommandEvent.CommandsRefused>();
    for (String reason : List.copyOf(untold.keySet())) {
      if (nextAt.getOrDefault(reason, Long.MIN_VALUE) > now) continue;
      nextAt.put(reason, now + MINUTE);
      Long count = untold.remove(reason);
      if (count != null) events.add(new CommandEvent.CommandsRefused(reason, count));
    }
    return events;
  }

  long wakeAt() {
    long first = Long.MAX_VALUE;
    for (String reason : untold.keySet()) {
      first = Math.min(first, nextAt.getOrDefault(reason, Long.MIN_VALUE));
    }
    return first;
  }

  SortedMap<String, Long> ever() {
    return new TreeMap<>(ever);
  }
}
