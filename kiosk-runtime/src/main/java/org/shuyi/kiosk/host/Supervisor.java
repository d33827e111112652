package org.shuyi.kiosk.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.TimeEvent;

/**
 * Talks to systemd: ready, alive, stopping. Alive is said by the kernel's loop itself, when an
 * event of ours has been through a turn of its own, so that a stuck loop is seen although other
 * threads run.
 */
final class Supervisor implements AutoCloseable {
  /** Two, so that a task that takes long (a whole journal, verified) keeps no word from systemd. */
  private static final int THREADS = 2;

  private final Consumer<String> systemd;
  private final Optional<Long> watchdogMicros;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          THREADS,
          task -> {
            var thread = new Thread(task, "watchdog");
            thread.setDaemon(true);
            return thread;
          });

  /** As systemd's environment says; without one nobody is told. */
  Supervisor() {
    this(
        word ->
            Optional.ofNullable(System.getenv("NOTIFY_SOCKET"))
                .ifPresent(path -> Native.send(path, word)),
        watchdogMicros());
  }

  /**
   * @param systemd hears each word
   * @param watchdogMicros after so long a silence the program is killed
   */
  Supervisor(Consumer<String> systemd, Optional<Long> watchdogMicros) {
    this.systemd = systemd;
    this.watchdogMicros = watchdogMicros;
  }

  /**
   * @param kernel is told an event, and runs the task when that one's turn is over, committed and
   *     acted; false where it found no room
   */
  void ready(BiPredicate<Event, Runnable> kernel) {
    say("READY=1");
    watchdogMicros.ifPresent(
        micros ->
            every(
                micros / 3,
                () -> {
                  // Told before it is wanted, time does nothing. A full queue takes nothing, and
                  // systemd hears the silence.
                  boolean _ = kernel.test(new TimeEvent.TimePassed(), () -> say("WATCHDOG=1"));
                }));
  }

  /** Said by a task that is the program's only work while it waits for something. */
  void alive() {
    say("WATCHDOG=1");
  }

  /** Runs a task again and again, from one time to the next; never twice at once. */
  void every(Duration pause, Runnable task) {
    every(TimeUnit.MILLISECONDS.toMicros(pause.toMillis()), task);
  }

  void stopping() {
    say("STOPPING=1");
  }

  /** Runs a task again and again until it answers true. */
  void retry(long everyMillis, BooleanSupplier task) {
    Future<?> _ =
        clock.schedule(
            () -> {
              if (!task.getAsBoolean()) retry(everyMillis, task);
            },
            everyMillis,
            TimeUnit.MILLISECONDS);
  }

  private void every(long micros, Runnable task) {
    Future<?> _ = clock.scheduleAtFixedRate(task, 0, micros, TimeUnit.MICROSECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void say(String word) {
    systemd.accept(word);
  }

  private static Optional<Long> watchdogMicros() {
    return Optional.ofNullable(System.getenv("WATCHDOG_USEC"))
        .filter(text -> text.matches("[0-9]{1,12}"))
        .map(Long::parseLong);
  }
}
