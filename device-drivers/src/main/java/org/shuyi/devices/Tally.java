package org.shuyi.devices;

import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A driver's counters by name, which never go back. The driver's loop counts; any thread may look.
 */
public final class Tally {
  private final ConcurrentSkipListMap<String, Long> counts = new ConcurrentSkipListMap<>();
  private final SortedMap<String, Long> view = Collections.unmodifiableSortedMap(counts);

  /** Names that shall be shown from the start, at nought. */
  public Tally(String... names) {
    for (String name : names) counts.put(name, 0L);
  }

  public void count(String name) {
    count(name, 1);
  }

  public void count(String name, long by) {
    counts.merge(name, by, Long::sum);
  }

  /** A view that goes on counting. */
  public SortedMap<String, Long> counters() {
    return view;
  }
}
