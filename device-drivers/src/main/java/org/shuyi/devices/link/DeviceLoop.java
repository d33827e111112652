package org.shuyi.devices.link;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;

/**
 * The loop of one device: one thread and a bounded queue, which steps its driver when something
 * comes or its time has come. Other devices and the station go on beside it.
 *
 * <p>When the queue is full the device's input is dropped and counted, and the driver is told that
 * its line went down and up again, so that it senses anew; a command is refused to its sender.
 */
public final class DeviceLoop<C, N> implements AutoCloseable {
  /**
   * Some seconds of the busiest device's input, or marks for every book of a shelf that was loaded
   * (300) and some counts; about 200 KB at the most.
   */
  static final int QUEUE = 512;

  private static final String ANEW = "its driver begins anew";

  private static final long CLOSE_MILLIS = 2_000;

  /** A device is ready within 5 s of its return; one that is not may have forgotten its rate. */
  private static final long TUNE_MILLIS = 6_000;

  /** A write that stands still is given up after 3 s: a step that lasts longer never ends. */
  static final long STEP_MILLIS = 5_000;

  private final Line line;
  private final Attached<C, N> attached;
  private final BlockingQueue<Told<C>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private final Consumer<Health> healths;
  private final LongSupplier clock;
  private final Thread thread;
  private volatile boolean up;
  private volatile boolean closed;

  /** Since when the line is up and the device has been lost; for the loop's own thread. */
  private long lostSince = Driver.NEVER;

  private volatile Health health = new Health.Lost("not yet spoken to");

  /** The number of the step in hand, or 0 between two. */
  private volatile long step;

  /** Those that were begun; for the loop's own thread. */
  private long steps;

  /** The step that was seen at the last look, and since when. */
  private long stepSeen;

  private long seenSince;

  /** Whether somebody has said of the step in hand that it does not end. */
  private boolean stuck;

  /**
   * A loop, not yet running.
   *
   * @param name of the device, for its thread
   * @param masked what may be kept of a frame for technicians
   * @param notices is called on this loop's thread and only enqueues
   * @param healths likewise, and by whoever {@link #look looks}
   */
  public DeviceLoop(
      String name,
      Line line,
      Driver<C, N> driver,
      UnaryOperator<Bytes> masked,
      Consumer<N> notices,
      Consumer<Health> healths) {
    this(name, line, driver, masked, notices, healths, DeviceLoop::monotonicMillis);
  }

  /**
   * The same by another clock.
   *
   * @param clock monotonic milliseconds; called from any thread
   */
  DeviceLoop(
      String name,
      Line line,
      Driver<C, N> driver,
      UnaryOperator<Bytes> masked,
      Consumer<N> notices,
      Consumer<Health> healths,
      LongSupplier clock) {
    this.line = line;
    this.clock = clock;
    this.attached =
        new Attached<>(driver, masked, line::write, () -> line.reopen(ANEW), notices, this::become);
    this.healths = healths;
    this.thread = new Thread(this::run, "device " + name);
    this.thread.setDaemon(true);
  }

  /** Opens the line and begins. */
  public void start() {
    thread.start();
    line.open(new Ear());
  }

  /**
   * Asks for something, now: a motion that waits here too long is refused by the driver. False when
   * the queue is full or the loop is closed: it was not taken.
   */
  public boolean want(C command) {
    return !closed && queue.offer(new Told.Wanted<>(command, clock.getAsLong()));
  }

  /**
   * Looks at the step in hand, about once a second, from a thread of somebody else's: a driver that
   * does not return cannot say so. Nobody can end it; its device is lost until it returns, and all
   * others go on.
   */
  public synchronized void look() {
    long now = clock.getAsLong();
    long inHand = step;
    if (inHand != stepSeen) {
      // Counted from here, since a program that was frozen was so in the middle of a step.
      stepSeen = inHand;
      seenSince = now;
    } else if (inHand != 0 && !stuck && now - seenSince >= STEP_MILLIS) {
      stuck = true;
      become(new Health.Lost("its driver has not returned for " + STEP_MILLIS / 1_000 + " s"));
    }
  }

  public Health health() {
    return health;
  }

  /** The driver's counters; safe to call from another thread where the driver counts by Tally. */
  public SortedMap<String, Long> counters() {
    return attached.counters();
  }

  /** How much input was dropped because the queue was full. */
  public long dropped() {
    return dropped.get();
  }

  /** The last moments of its line, oldest first. */
  public List<Trace.Moment> moments() {
    return attached.moments();
  }

  /** Where its line leads, for people. */
  public String describe() {
    return line.describe();
  }

  /** Ends the line, then the loop. Safe to call twice. */
  @Override
  public void close() {
    line.close();
    closed = true;
    thread.interrupt();
    if (thread == Thread.currentThread() || !thread.isAlive()) return;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void run() {
    try {
      long wake = attached.wakeAt();
      while (!closed) {
        Told<C> told = next(wake);
        step = ++steps;
        wake = step(told);
        returned();
      }
    } catch (InterruptedException e) {
      // Closed while waiting: there is nothing left to do.
      closed = true;
    } catch (Error bug) {
      // This thread ends with it.
      become(new Health.Lost("driver stopped: " + bug.getClass().getSimpleName()));
      throw bug;
    }
  }

  /** Answers when the driver wants to be woken. */
  private long step(@Nullable Told<C> told) {
    if (lost.getAndSet(false)) resync(told);
    else if (told != null) attached.tell(told, clock.getAsLong());
    if (clock.getAsLong() >= attached.wakeAt())
      attached.tell(new Told.TimePassed<>(), clock.getAsLong());
    tune(clock.getAsLong());
    return attached.wakeAt();
  }

  private synchronized void returned() {
    step = 0;
    if (!stuck) return;
    stuck = false;
    become(attached.health());
  }

  private synchronized void become(Health next) {
    if (next.equals(health)) return;
    health = next;
    healths.accept(next);
  }

  /** A device that answers nothing on a line that is up may speak otherwise than it did. */
  private void tune(long now) {
    if (!(line instanceof Tunable tunable)) return;
    if (!up || !(health instanceof Health.Lost)) {
      lostSince = Driver.NEVER;
    } else if (lostSince == Driver.NEVER) {
      lostSince = now;
    } else if (now - lostSince >= TUNE_MILLIS) {
      tunable.tune();
      lostSince = Driver.NEVER;
    }
  }

  private @Nullable Told<C> next(long wake) throws InterruptedException {
    if (wake == Driver.NEVER) return queue.take();
    long millis = Math.max(0, wake - clock.getAsLong());
    return millis == 0 ? queue.poll() : queue.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Input is missing: what is queued of it is worthless, but commands are not. */
  private void resync(@Nullable Told<C> first) {
    var all = new ArrayList<Told<C>>();
    if (first != null) all.add(first);
    queue.drainTo(all);
    attached.tell(
        new Told.LineDown<>("its input came faster than it could be read"), clock.getAsLong());
    if (up) attached.tell(new Told.LineUp<>(), clock.getAsLong());
    for (var told : all) {
      if (told instanceof Told.Wanted<C>) attached.tell(told, clock.getAsLong());
      else dropped.incrementAndGet();
    }
  }

  private final class Ear implements Line.Listener {
    @Override
    public void up() {
      up = true;
      offer(new Told.LineUp<>());
    }

    @Override
    public void received(Bytes bytes) {
      offer(new Told.Received<>(bytes));
    }

    @Override
    public void down(String why) {
      up = false;
      offer(new Told.LineDown<>(why));
    }

    private void offer(Told<C> told) {
      if (queue.offer(told)) return;
      dropped.incrementAndGet();
      lost.set(true);
    }
  }
}
