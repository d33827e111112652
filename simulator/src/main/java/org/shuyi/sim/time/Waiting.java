package org.shuyi.sim.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of their time, and of being put in: a binary heap whose keys lie side by side,
 * since most of a soak's steps are one of its.
 */
final class Waiting {
  private long[] times = new long[256];
  private long[] orders = new long[256];
  private @Nullable Runnable[] tasks = new Runnable[256];
  private long entries;
  private int size;

  int size() {
    return size;
  }

  /** When the first is due, or {@link VirtualTime#NEVER}. */
  long next() {
    return size == 0 ? VirtualTime.NEVER : times[0];
  }

  void add(long time, Runnable task) {
    if (size == times.length) grow();
    long order = entries++;
    int at = size++;
    while (at > 0) {
      int above = (at - 1) / 2;
      if (!isBefore(time, order, above)) break;
      put(at, times[above], orders[above], tasks[above]);
      at = above;
    }
    put(at, time, order, task);
  }

  /**
   * Takes out the first.
   *
   * @throws IllegalStateException if none waits
   */
  Runnable remove() {
    Runnable first = tasks[0];
    if (first == null) throw new IllegalStateException("nothing waits");
    size--;
    long time = times[size];
    long order = orders[size];
    Runnable last = tasks[size];
    tasks[size] = null;
    if (size > 0) sink(time, order, last);
    return first;
  }

  private void sink(long time, long order, @Nullable Runnable task) {
    int at = 0;
    while (true) {
      int below = 2 * at + 1;
      if (below >= size) break;
      int right = below + 1;
      if (right < size && isBefore(times[right], orders[right], below)) below = right;
      if (isBefore(time, order, below)) break;
      put(at, times[below], orders[below], tasks[below]);
      at = below;
    }
    put(at, time, order, task);
  }

  private boolean isBefore(long time, long order, int other) {
    return time != times[other] ? time < times[other] : order < orders[other];
  }

  private void put(int at, long time, long order, @Nullable Runnable task) {
    times[at] = time;
    orders[at] = order;
    tasks[at] = task;
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * size);
    orders = Arrays.copyOf(orders, 2 * size);
    tasks = Arrays.copyOf(tasks, 2 * size);
  }
}
