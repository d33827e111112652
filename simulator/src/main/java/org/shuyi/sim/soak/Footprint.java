package org.shuyi.sim.soak;

import java.lang.management.ManagementFactory;
import java.util.Set;
import org.shuyi.sim.station.Assembly;

/**
 * What a station's program holds in memory after it has served for so long without a restart, which
 * would free whatever it had leaked.
 *
 * <p>Measured as what is free once the program alone is gone, with its town left as it is: the
 * simulator remembers every deed, and its memory grows. The journal lies outside of Java's heap.
 */
final class Footprint {
  private static final long HOUR = 3_600_000;

  /** Until nothing in the queue of time remembers a program that has ended. */
  private static final long FORGOTTEN = HOUR;

  private Footprint() {}

  /**
   * Bytes, to some tens of thousands.
   *
   * @param hours of visits without any trouble
   */
  static long after(long seed, int hours) {
    var soak =
        new Soak(seed, new Soak.Terms(hours, Set.of(), true, false), Assembly.PRODUCT, Trace.NONE);
    try {
      soak.serve(hours * HOUR);
      long with = used();
      soak.end(FORGOTTEN);
      return with - used();
    } finally {
      soak.close();
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
