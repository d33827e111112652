package org.shuyi.sim.page;

/** Says that something changed; watchers then look at the newest, and miss only what is past. */
public final class Changes {
  private long version = 1;

  public synchronized void changed() {
    version++;
    notifyAll();
  }

  public synchronized long version() {
    return version;
  }

  /**
   * Waits for a version other than the one seen, at most so long.
   *
   * @return the present version
   */
  public synchronized long await(long seen, long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (version == seen) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) break;
      wait(left);
    }
    return version;
  }
}
