package org.shuyi.devices;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A driver's counters by name, which never go back. The driver's loop counts, and nobody else; any
 * thread may look.
 */
public final class Tally {
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /** Names that shall be shown from the start, at nought. */
  public Tally(String... names) {
    for (String name : names) counts.put(name, new AtomicLong());
  }

  public void count(String name) {
    count(name, 1);
  }

  public void count(String name, long by) {
    AtomicLong count = counts.get(name);
    if (count == null) count = counts.computeIfAbsent(name, _ -> new AtomicLong());
    count.setOpaque(count.getPlain() + by);
  }

  /** The counts of now. */
  public SortedMap<String, Long> counters() {
    var now = new TreeMap<String, Long>();
    counts.forEach((name, count) -> now.put(name, count.get()));
    return Collections.unmodifiableSortedMap(now);
  }
}
