package org.shuyi.sim.station;

import java.io.IOException;
import java.util.function.Consumer;
import org.shuyi.kiosk.journal.Disk;

/**
 * The disk under a virtual station's journal. It does what it is asked until somebody has it fail:
 * take nothing, fail at one flush, or take its time. What it once said that it has, it keeps.
 */
public final class VirtualDisk implements Disk {
  private String refuses = "";
  private Failure next = Failure.NONE;
  private long nextMillis;
  private long tookMillis;
  private Runnable beforeFlush = () -> {};
  private Runnable afterFlush = () -> {};
  private Consumer<Mishap> watcher = mishap -> {};

  /** What it did to somebody who wrote. */
  public enum Mishap {
    REFUSED,
    FAILED,
    TOOK_LONG
  }

  /** What becomes of the next flush. */
  private enum Failure {
    NONE,
    /** Nothing of it is on the disk. */
    LOST,
    /** All of it is, and the disk says that it is not. */
    KEPT
  }

  /** From now on nothing can be written, for this reason, until it {@link #heals}. */
  public void refuses(String why) {
    refuses = why;
  }

  /**
   * The next flush fails, and no other.
   *
   * @param kept whether what it should have written is there all the same
   */
  public void failsOnce(boolean kept) {
    next = kept ? Failure.KEPT : Failure.LOST;
  }

  /** The next flush takes so long. */
  public void takes(long millis) {
    nextMillis = millis;
  }

  /** Is told from now on of each mishap, when it happens. */
  public void watch(Consumer<Mishap> other) {
    watcher = other;
  }

  /** From now on it does what it is asked. */
  public void heals() {
    refuses = "";
    next = Failure.NONE;
    nextMillis = 0;
  }

  /**
   * Writes something beside the journal.
   *
   * @throws IOException where nothing can be written
   */
  void sample() throws IOException {
    if (refuses.isEmpty()) return;
    watcher.accept(Mishap.REFUSED);
    throw new IOException(refuses);
  }

  /** Who may cut the power at a flush: before anything of it is on the disk, and when all is. */
  void atFlush(Runnable before, Runnable after) {
    beforeFlush = before;
    afterFlush = after;
  }

  /** How long flushes took that nobody has waited for yet, in milliseconds. */
  long toWaitFor() {
    return tookMillis;
  }

  /** They have been waited for. */
  void waited() {
    tookMillis = 0;
  }

  @Override
  public void beforeFlush() throws IOException {
    sample();
    beforeFlush.run();
    if (next == Failure.LOST) throw failure();
  }

  @Override
  public void afterFlush() throws IOException {
    if (nextMillis > 0) watcher.accept(Mishap.TOOK_LONG);
    tookMillis += nextMillis;
    nextMillis = 0;
    afterFlush.run();
    if (next == Failure.KEPT) throw failure();
  }

  private IOException failure() {
    next = Failure.NONE;
    watcher.accept(Mishap.FAILED);
    return new IOException("input/output error");
  }
}
