package org.shuyi.sim.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The station's computer: runs the station while there are mains, starts it again when it ends, and
 * kills it without a word when the mains fail.
 */
public final class StationUnit implements AutoCloseable {
  /**
   * An ordered stop drops the bolts and closes the journal; a demo must be gone in five seconds.
   */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);

  private static final Duration DIES_WITHIN = Duration.ofSeconds(1);

  /** A station that runs. */
  public interface Child {
    long pid();

    /** Completed with its exit code when it has ended. */
    CompletableFuture<Integer> exit();

    /** Ends it as a power cut does (SIGKILL). */
    void kill();

    /** Asks it to stop (SIGTERM). */
    void terminate();
  }

  /** Starts a station. */
  @FunctionalInterface
  public interface Starter {
    Child start() throws IOException;
  }

  /** Does something later, on a thread that may wait. */
  @FunctionalInterface
  public interface Later {
    void after(Duration wait, Runnable act);
  }

  private final Starter starter;
  private final Later later;
  private final LongSupplier clock;
  private final Consumer<String> news;
  private final RestartRule rule = new RestartRule();
  private Consumer<Child> watcher = ignored -> {};
  private @Nullable Child child;
  private boolean powered;
  private boolean dying;
  private boolean closed;

  /** Counts the power cuts, so that a start that waited through one is void. */
  private int cuts;

  /**
   * A unit without mains.
   *
   * @param clock milliseconds from any origin, never going back
   * @param news a sentence each time that the station starts again or is given up
   */
  public StationUnit(Starter starter, Later later, LongSupplier clock, Consumer<String> news) {
    this.starter = starter;
    this.later = later;
    this.clock = clock;
    this.news = news;
  }

  /** The mains are there: starts. Safe to call twice. */
  public synchronized void powerOn() {
    if (powered || closed) return;
    powered = true;
    rule.forget();
    if (child == null) start();
  }

  /** The mains fail: the station ends in the middle of whatever it does. Safe to call twice. */
  public synchronized void powerOff() {
    if (!powered) return;
    powered = false;
    cuts++;
    if (child != null) {
      dying = true;
      child.kill();
    }
  }

  /** Kills the station alone (SIGKILL), while mains and devices stay; it is started again. */
  public synchronized void crash() {
    if (child != null) child.kill();
  }

  /** Tells of the station that runs now, and of each that is started from now on. */
  public synchronized void watch(Consumer<Child> watching) {
    watcher = watching;
    if (child != null) watching.accept(child);
  }

  /** The station that runs now, or nothing. */
  public synchronized @Nullable Child child() {
    return child;
  }

  /** The station that runs now, or that is started within so long; nothing if none is. */
  synchronized @Nullable Child child(Duration within) throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    for (long left = within.toNanos();
        child == null && left > 0;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return child;
  }

  private synchronized void start() {
    try {
      var started = starter.start();
      child = started;
      notifyAll();
      watcher.accept(started);
      var _ = started.exit().thenAccept(code -> ended(started, code));
    } catch (IOException e) {
      news.accept("the station cannot be started: " + e.getMessage());
    }
  }

  private synchronized void ended(Child ended, int exit) {
    if (ended != child) return;
    boolean cut = dying;
    child = null;
    dying = false;
    if (closed || !powered) return;
    if (cut) {
      start();
      return;
    }
    var pause = rule.after(exit, clock.getAsLong());
    if (pause.isEmpty()) {
      news.accept("the station ended too often (exit code " + exit + ") and is left alone");
    } else {
      news.accept("the station ended (" + words(exit) + ") and is started again");
      int before = cuts;
      later.after(pause.get(), () -> startAgain(before));
    }
  }

  private synchronized void startAgain(int before) {
    if (powered && !closed && child == null && cuts == before) start();
  }

  private static String words(int exit) {
    return switch (exit) {
      case RestartRule.START_ME_AGAIN -> "as it was told to";
      case 137 -> "killed";
      default -> "exit code " + exit;
    };
  }

  /** An ordered stop, and a kill where it takes too long. Safe to call twice. */
  @Override
  public void close() {
    Child last;
    synchronized (this) {
      closed = true;
      last = child;
    }
    if (last == null) return;
    last.terminate();
    if (gone(last, STOPS_WITHIN)) return;
    last.kill();
    if (!gone(last, DIES_WITHIN)) news.accept("process " + last.pid() + " does not end");
  }

  private static boolean gone(Child child, Duration within) {
    try {
      child.exit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
