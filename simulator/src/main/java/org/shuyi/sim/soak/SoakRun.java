package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.station.Assembly;

/** Many seeds on all cores; each is alone in its own virtual time, so their order is nothing. */
public final class SoakRun {
  private SoakRun() {}

  /** What came of many seeds. */
  public record Result(
      int seeds, List<Outcome> failures, Tally tally, long virtualMillis, long wallNanos) {
    public Result {
      failures = List.copyOf(failures);
    }

    /** Virtual time over real time, all cores together. */
    public double factor() {
      return wallNanos == 0 ? 0 : virtualMillis * 1e6 / wallNanos;
    }
  }

  /**
   * Runs the seeds of a range, both ends included.
   *
   * @param jobs how many at once
   * @param done hears of each seed, one at a time
   */
  public static Result run(long first, long last, int hours, int jobs, Consumer<Outcome> done)
      throws InterruptedException {
    long began = System.nanoTime();
    var tally = new Tally();
    var failures = new ArrayList<Outcome>();
    long virtual = 0;
    int seeds = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      CompletionService<Outcome> finished = new ExecutorCompletionService<>(pool);
      for (long seed = first; seed <= last; seed++) {
        long one = seed;
        var submitted = finished.submit(() -> Soak.run(one, hours, Assembly.PRODUCT, Trace.NONE));
        assert !submitted.isCancelled();
      }
      for (long seed = first; seed <= last; seed++) {
        Outcome outcome = finished.take().get();
        seeds++;
        virtual += outcome.virtualMillis();
        tally.add(outcome.tally());
        if (outcome.violation().isPresent()) failures.add(outcome);
        done.accept(outcome);
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    return new Result(seeds, failures, tally, virtual, System.nanoTime() - began);
  }
}
