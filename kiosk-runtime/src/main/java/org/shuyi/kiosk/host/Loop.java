package org.shuyi.kiosk.host;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.VisitEvent;

/**
 * The one thread that tells the kernel. Everybody else enqueues.
 *
 * <p>When the queue is full, a device's notices are dropped and it is sensed anew; touches and
 * messages are refused to their sender. A failure in a turn ends the loop, and with it the program.
 */
public final class Loop {
  /** Some seconds of everything a station can say; a loop that is further behind is stuck. */
  static final int CAPACITY = 1_024;

  /**
   * A finger that has waited for so long, behind a slow disk, meant the screen that it saw: on
   * another one it does nothing. Sooner, what changed is most likely of its own doing.
   */
  static final long LATE_TOUCH = 2_000;

  private static final int NOT_DUE = -1;

  private final Turn turn;
  private final StationClock clock;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final ConcurrentSkipListMap<DeviceId, Event> missed = new ConcurrentSkipListMap<>();
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private volatile Kiosk seen;
  private volatile boolean stopping;
  private volatile long turnSince = Long.MAX_VALUE;

  /** How much of what waits comes before the time that is due. */
  private int ahead = NOT_DUE;

  /** What waits in the queue. */
  private sealed interface Work {
    record Tell(Event event, Runnable then) implements Work {}

    /**
     * @param at the tick at which it was made
     * @param on the screen that was shown then
     */
    record Touch(VisitEvent.Touched touched, Runnable then, long at, Optional<Screen> on)
        implements Work {}

    /** Nothing but a reason to look whether it is over. */
    record Wake() implements Work {}
  }

  /**
   * @param failed told once, from the loop's thread, when a turn failed
   */
  public Loop(Turn turn, StationClock clock, Consumer<Throwable> failed) {
    this.turn = turn;
    this.clock = clock;
    this.seen = turn.kiosk();
    this.thread = new Thread(() -> run(failed), "kernel");
  }

  public void start() {
    thread.start();
  }

  /** Enqueues an event; false where the queue is full or the loop has ended. */
  public boolean tell(Event event) {
    return tell(event, () -> {});
  }

  /** The same; {@code then} runs on the loop's thread when the event's turn is over. */
  public boolean tell(Event event, Runnable then) {
    Work work =
        event instanceof VisitEvent.Touched touched
            ? new Work.Touch(touched, then, clock.ticks(), seen.said().screen())
            : new Work.Tell(event, then);
    return !stopping && queue.offer(work);
  }

  /** Enqueues a device's event; one that finds no room makes the device be sensed anew. */
  public void noticed(DeviceId device, Event event) {
    if (tell(event)) return;
    boolean isKept = event instanceof HealthEvent || event instanceof EntranceEvent;
    Event last = isKept ? event : new HealthEvent.DeviceMissed(device);
    // A change of health or of a contact is not seen again by sensing: it is kept, and told as soon
    // as there is
    // room.
    missed.merge(
        device, last, (kept, next) -> next instanceof HealthEvent.DeviceMissed ? kept : next);
  }

  /** The station after the last turn; safe from any thread. */
  public Kiosk kiosk() {
    return seen;
  }

  /** Since which tick the turn in hand lasts; {@link Long#MAX_VALUE} while it waits for work. */
  long turnSince() {
    return turnSince;
  }

  boolean hasEnded() {
    return stopping;
  }

  /** How many events wait, of at most {@link #CAPACITY}. */
  public int waiting() {
    return queue.size();
  }

  /** Commits what waits and ends the thread; returns when it has ended or after {@code millis}. */
  public void stop(long millis) throws InterruptedException {
    stopping = true;
    // Wakes a loop that waits; a full queue needs no waking.
    boolean _ = queue.offer(new Work.Wake());
    if (thread != Thread.currentThread()) thread.join(millis);
  }

  private void run(Consumer<Throwable> failed) {
    try {
      turn();
    } catch (RuntimeException | Error bug) {
      failure = bug;
      stopping = true;
      failed.accept(bug);
    }
  }

  private void turn() {
    while (!stopping) {
      turnSince = Long.MAX_VALUE;
      Work work = next();
      turnSince = clock.ticks();
      switch (work) {
        case Work.Tell(Event event, Runnable then) -> {
          turn.tell(event, clock.now());
          then.run();
        }
        case Work.Touch(
                VisitEvent.Touched touched,
                Runnable then,
                long at,
                Optional<Screen> on) -> {
          boolean late = clock.ticks() - at > LATE_TOUCH;
          if (!late || on.equals(turn.kiosk().said().screen())) turn.tell(touched, clock.now());
          then.run();
        }
        case Work.Wake() -> {}
        case null -> {}
      }
      for (var miss = missed.pollFirstEntry(); miss != null; miss = missed.pollFirstEntry()) {
        turn.tell(miss.getValue(), clock.now());
        turn.tell(new HealthEvent.DeviceMissed(miss.getKey()), clock.now());
      }
      if (isTimeToTell()) turn.tell(new TimeEvent.TimePassed(), clock.now());
      turn.timePassed(clock.now());
      seen = turn.kiosk();
    }
    if (failure == null) turn.flush(clock.now());
  }

  /**
   * What waited when it became due is told first, since it happened before: behind a slow disk a
   * lock that let go in time would else be one that did not. What comes later waits for its turn.
   */
  private boolean isTimeToTell() {
    boolean due = clock.ticks() >= turn.kiosk().wakeAt();
    if (!due) ahead = NOT_DUE;
    else if (ahead == NOT_DUE) ahead = queue.size();
    else ahead--;
    if (ahead != 0) return false;
    ahead = NOT_DUE;
    return true;
  }

  private @Nullable Work next() {
    long patience = Math.clamp(turn.wakeAt() - clock.ticks(), 0, 60_000);
    try {
      return queue.poll(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException unasked) {
      // Nobody interrupts this thread; if somebody does, it goes on.
      return null;
    }
  }
}
