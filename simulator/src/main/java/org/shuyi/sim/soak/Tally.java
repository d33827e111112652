package org.shuyi.sim.soak;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of what a soak has met. */
public final class Tally {
  private final Map<String, Count> counts = new HashMap<>();

  /** Changed in place: some are counted at every turn. */
  private static final class Count {
    private long times;
  }

  void count(String what) {
    count(what, 1);
  }

  void count(String what, long times) {
    counts.computeIfAbsent(what, _ -> new Count()).times += times;
  }

  /** Adds what another has counted. */
  void add(Tally other) {
    other.counts.forEach((what, count) -> count(what, count.times));
  }

  public long of(String what) {
    Count count = counts.get(what);
    return count == null ? 0 : count.times;
  }

  public SortedMap<String, Long> counts() {
    var sorted = new TreeMap<String, Long>();
    counts.forEach((what, count) -> sorted.put(what, count.times));
    return Collections.unmodifiableSortedMap(sorted);
  }
}
