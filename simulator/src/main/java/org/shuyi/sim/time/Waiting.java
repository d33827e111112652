package org.shuyi.sim.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of their time, and of being put in: a timing wheel with a place for each of
 * the next milliseconds, since nearly every task is due within seconds; the others wait in a heap
 * until the wheel reaches as far.
 */
final class Waiting {
  /** Milliseconds that the wheel holds, a power of two. */
  private static final int SPAN = 8_192;

  private static final int PLACES = SPAN - 1;

  /** A task of the wheel, and the one that was put in for the same time after it. */
  private static final class Entry {
    private final Runnable task;
    private @Nullable Entry next;

    Entry(Runnable task) {
      this.task = task;
    }
  }

  /** A task that is due beyond the wheel. */
  private record Later(long time, long order, Runnable task) {
    private static final Comparator<Later> BY_TIME =
        Comparator.comparingLong(Later::time).thenComparingLong(Later::order);
  }

  private final @Nullable Entry[] first = new Entry[SPAN];
  private final @Nullable Entry[] last = new Entry[SPAN];

  /** A bit for each place that has a task. */
  private final long[] taken = new long[SPAN / Long.SIZE];

  private final PriorityQueue<Later> later = new PriorityQueue<>(Later.BY_TIME);

  /** The wheel holds what is due from here on: nothing is due before. */
  private long from;

  private long next = VirtualTime.NEVER;
  private long entries;
  private int size;

  int size() {
    return size;
  }

  /** When the first is due, or {@link VirtualTime#NEVER}. */
  long next() {
    return next;
  }

  /**
   * @param time not before that of the last one taken out
   */
  void add(long time, Runnable task) {
    size++;
    next = Math.min(next, time);
    if (time - from < SPAN) turn(time, task);
    else later.add(new Later(time, entries++, task));
  }

  /** Onto the wheel. */
  private void turn(long time, Runnable task) {
    int place = (int) (time & PLACES);
    var entry = new Entry(task);
    Entry before = last[place];
    if (before == null) {
      first[place] = entry;
      taken[place / Long.SIZE] |= 1L << place;
    } else {
      before.next = entry;
    }
    last[place] = entry;
  }

  /**
   * Takes out the first.
   *
   * @throws IllegalStateException if none waits
   */
  Runnable remove() {
    if (size == 0) throw new IllegalStateException("nothing waits");
    if (next != from) goOn(next);
    int place = (int) (next & PLACES);
    Entry entry = first[place];
    if (entry == null) throw new IllegalStateException("nothing is due at " + next);
    size--;
    first[place] = entry.next;
    if (entry.next == null) {
      last[place] = null;
      taken[place / Long.SIZE] &= ~(1L << place);
      next = following(place);
    }
    return entry.task;
  }

  /** Whatever is due within the wheel now goes onto it before anything else can. */
  private void goOn(long time) {
    from = time;
    while (!later.isEmpty() && later.peek().time() - from < SPAN) {
      Later one = later.remove();
      turn(one.time(), one.task());
    }
  }

  /** When the next is due: round the wheel once, from this place to itself. */
  private long following(int place) {
    int word = place / Long.SIZE;
    long bits = taken[word] & (-1L << place);
    for (int turned = 0; bits == 0 && turned < taken.length; turned++) {
      word = (word + 1) % taken.length;
      bits = taken[word];
    }
    if (bits != 0) {
      int at = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
      return from + ((at - place) & PLACES);
    }
    return later.isEmpty() ? VirtualTime.NEVER : later.peek().time();
  }
}
