package org.shuyi.sim.soak;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many seeds may be lived at once: all cores' worth, or beside something else only as many as
 * it leaves idle, and one in any case. A job more would wait for a core, and the others for it
 * whenever memory is swept.
 */
final class SpareCores implements IntSupplier {
  /** A load says nothing of a shorter time. */
  private static final long EVERY_NANOS = 300_000_000;

  private final Optional<Path> beside;
  private final int cores;
  private final DoubleSupplier idle;
  private final LongSupplier nanos;
  private long askedAt;
  private int spare = 1;

  /**
   * @param beside as long as this file is there, something else runs
   * @param cores as many at most
   * @param idle how many cores no other program has kept busy since this was asked last
   * @param nanos a clock that never goes back
   */
  SpareCores(Optional<Path> beside, int cores, DoubleSupplier idle, LongSupplier nanos) {
    this.beside = beside;
    this.cores = cores;
    this.idle = idle;
    this.nanos = nanos;
    this.askedAt = nanos.getAsLong();
  }

  static SpareCores ofThisMachine(Optional<Path> beside, int cores) {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int all = machine.getAvailableProcessors();
    // Either is negative where the system does not tell: then no core counts as idle.
    DoubleSupplier idle =
        () -> {
          double busy = machine.getCpuLoad();
          double ours = machine.getProcessCpuLoad();
          return busy < 0 || ours < 0 ? 0 : (1 - busy + ours) * all;
        };
    return new SpareCores(beside, cores, idle, System::nanoTime);
  }

  @Override
  public int getAsInt() {
    if (beside.filter(Files::exists).isEmpty()) return cores;
    if (nanos.getAsLong() - askedAt >= EVERY_NANOS) {
      askedAt = nanos.getAsLong();
      spare = Math.clamp(Math.round(idle.getAsDouble()), 1, cores);
    }
    return spare;
  }
}
