package org.shuyi.sim.time;

/**
 * A clock that moves only when its queue is run: tasks in the order of their time, and of being put
 * in.
 *
 * <p>The same tasks put in in the same order run in the same order, always: a seed replays a run.
 * Not for use by several threads.
 */
public final class VirtualTime {
  /** The time that never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Machines that answer each other in no time, or wake themselves for nothing, never end. */
  private static final int MOST_AT_ONCE = 100_000;

  private final Waiting queue = new Waiting();
  private long now;
  private long steps;
  private int atOnce;

  /** Milliseconds since the beginning. */
  public long now() {
    return now;
  }

  /** How many tasks have run; the work that a soak has done. */
  public long steps() {
    return steps;
  }

  /** Tasks that wait, those included whose alarm has been set anew. */
  public int waiting() {
    return queue.size();
  }

  /**
   * Runs the task at this time, or now if it is past; after all that was put in for the same time
   * before.
   */
  public void at(long when, Runnable task) {
    if (when == NEVER) return;
    queue.add(Math.max(when, now), task);
  }

  public void after(long millis, Runnable task) {
    at(now + millis, task);
  }

  /** A task whose time can be set again and again, at the cost of one entry in the queue. */
  public Alarm alarm(Runnable task) {
    return new Alarm(task);
  }

  /** Runs everything up to and including this time, and leaves the clock there. */
  public void run(long until) {
    while (queue.size() > 0 && queue.next() <= until) step();
    now = Math.max(now, until);
  }

  /**
   * Runs until nothing waits any more, and leaves the clock at the last task.
   *
   * @param limit tasks to run at most, so that two machines that answer each other for ever are
   *     found
   * @throws IllegalStateException when the limit is reached
   */
  public void runUntilIdle(long limit) {
    for (long run = 0; queue.size() > 0; run++) {
      if (run >= limit) {
        throw new IllegalStateException(
            "not idle after " + limit + " tasks: " + queue.size() + " wait at " + now + " ms");
      }
      step();
    }
  }

  private void step() {
    long at = queue.next();
    atOnce = at == now ? atOnce + 1 : 0;
    if (atOnce > MOST_AT_ONCE) {
      throw new IllegalStateException(atOnce + " tasks at " + now + " ms, and no end");
    }
    now = at;
    steps++;
    queue.remove().run();
  }

  /**
   * One task with a time that is set anew after each step, as {@code wakeAt()} of a machine is.
   *
   * <p>A later time leaves the earlier entry in the queue, which then finds that it came too early
   * and goes back: a machine that pushes its time-out ahead at each step never fills the queue.
   */
  public final class Alarm {
    private final Runnable task;
    private final Runnable ringing = this::ring;
    private long wanted = NEVER;
    private long queued = NEVER;

    private Alarm(Runnable task) {
      this.task = task;
    }

    /** Rings at this time instead of any other; {@link #NEVER} to be left alone. */
    public void set(long when) {
      wanted = when;
      if (when < queued) queueFor(when);
    }

    private void queueFor(long when) {
      long due = Math.max(when, now);
      queued = due;
      at(due, ringing);
    }

    private void ring() {
      if (now != queued) return;
      queued = NEVER;
      if (wanted == NEVER) return;
      if (wanted > now) {
        queueFor(wanted);
        return;
      }
      wanted = NEVER;
      task.run();
    }
  }
}
