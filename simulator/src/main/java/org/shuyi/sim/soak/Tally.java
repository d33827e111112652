package org.shuyi.sim.soak;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of what a soak has met. */
public final class Tally {
  private final Map<String, Long> counts = new HashMap<>();

  void count(String what) {
    count(what, 1);
  }

  void count(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  /** Adds what another has counted. */
  void add(Tally other) {
    other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
  }

  public long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  public SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
