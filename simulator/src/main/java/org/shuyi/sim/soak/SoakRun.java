package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.station.Assembly;

/** Many seeds on all cores; each is alone in its own virtual time, so their order is nothing. */
final class SoakRun {
  private SoakRun() {}

  /**
   * What came of many seeds.
   *
   * @param met how many seeds met a fault, by its number
   */
  record Result(
      int seeds,
      List<Outcome> failures,
      Tally tally,
      SortedMap<Integer, Long> met,
      long virtualMillis,
      long cpuNanos,
      long wallNanos) {
    Result {
      failures = List.copyOf(failures);
      met = Collections.unmodifiableSortedMap(new TreeMap<>(met));
    }

    /** Virtual time over real time, all cores together. */
    double factor() {
      return wallNanos == 0 ? 0 : virtualMillis * 1e6 / wallNanos;
    }

    /** Virtual time over the processor's time: how much faster than real time one core is. */
    double factorOfCore() {
      return cpuNanos == 0 ? 0 : virtualMillis * 1e6 / cpuNanos;
    }

    long seedsThatMet(int fault) {
      return met.getOrDefault(fault, 0L);
    }
  }

  /**
   * Runs seeds from {@code first} on.
   *
   * @param last the last seed, or any large number where {@code goOn} ends it
   * @param jobs as many at once; asked again after each seed
   * @param goOn hears of each seed, one at a time, and says whether more shall be begun
   */
  static Result run(
      long first, long last, Soak.Terms terms, IntSupplier jobs, Predicate<Outcome> goOn)
      throws InterruptedException {
    LongFunction<Outcome> life = seed -> Soak.run(seed, terms, Assembly.PRODUCT, Trace.NONE);
    return run(first, last, life, jobs, goOn);
  }

  /** The same where a seed is lived like this, by any thread. */
  static Result run(
      long first, long last, LongFunction<Outcome> life, IntSupplier jobs, Predicate<Outcome> goOn)
      throws InterruptedException {
    var sum = new Sum();
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      CompletionService<Outcome> finished = new ExecutorCompletionService<>(pool);
      long next = first;
      int running = 0;
      boolean more = true;
      while (running > 0 || (more && next <= last)) {
        if (more && next <= last && running < jobs.getAsInt()) {
          long seed = next++;
          var begun = finished.submit(() -> life.apply(seed));
          assert !begun.isCancelled();
          running++;
          continue;
        }
        Outcome outcome = finished.take().get();
        running--;
        sum.add(outcome);
        more &= goOn.test(outcome);
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    return sum.result();
  }

  private static final class Sum {
    private final long began = System.nanoTime();
    private final Tally tally = new Tally();
    private final List<Outcome> failures = new ArrayList<>();
    private final SortedMap<Integer, Long> met = new TreeMap<>();
    private long virtual;
    private long cpu;
    private int seeds;

    void add(Outcome outcome) {
      seeds++;
      virtual += outcome.virtualMillis();
      cpu += outcome.cpuNanos();
      tally.add(outcome.tally());
      outcome.faults().forEach(fault -> met.merge(fault, 1L, Long::sum));
      if (outcome.violation().isPresent()) failures.add(outcome);
    }

    Result result() {
      return new Result(seeds, failures, tally, met, virtual, cpu, System.nanoTime() - began);
    }
  }
}
