package org.shuyi.sim.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.shuyi.sim.crash.Verdict.Broken;
import org.shuyi.sim.crash.Verdict.Kept;
import org.shuyi.sim.crash.Verdict.Kind;

/** Crash states of one recorded run, each opened once, on all cores. */
final class CrashRun {
  /** Draws at a cut before the next cut: a run that ends early has seen every cut. */
  private static final int DRAWS = 4;

  /** One state in so many is opened a second time after it went on. */
  private static final int THOROUGH = 16;

  /** After so many failures nothing more is learnt. */
  private static final int ENOUGH = 20;

  private final OpLog log;
  private final long seed;
  private final Map<Long, Integer> opened = new ConcurrentHashMap<>();
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger states = new AtomicInteger();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicInteger again = new AtomicInteger();

  /** One state of a run: its cut, and the number of the draw there. */
  record At(int cut, int draw) {
    @Override
    public String toString() {
      return cut + "." + draw;
    }
  }

  record Failure(At at, int acknowledged, Broken broken) {}

  /**
   * What came of a run.
   *
   * @param states different ones, each opened
   * @param cuts of the run, at which states were drawn
   * @param acknowledged acknowledged commits, summed over the states, each looked for
   * @param again draws that gave a state that was opened before, at another cut perhaps
   */
  record Result(
      int states, int cuts, long acknowledged, int again, List<Failure> failures, long nanos) {
    Result {
      failures = List.copyOf(failures);
    }

    long lost() {
      return failures.stream().filter(one -> one.broken().kind() == Kind.LOST).count();
    }
  }

  CrashRun(OpLog log, long seed) {
    this.log = log;
    this.seed = seed;
  }

  /**
   * Opens so many different states.
   *
   * @param scratch a folder for each job, better in memory
   * @param progress hears how many were opened, from any thread
   */
  Result run(int wanted, List<Path> scratch, IntConsumer progress)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    int jobs = scratch.size();
    var work = new ArrayList<Callable<Void>>();
    for (int job = 0; job < jobs; job++) {
      int mine = job;
      int share = wanted * (job + 1) / jobs - wanted * job / jobs;
      work.add(
          () -> {
            new Job(mine, jobs, share, scratch.get(mine), progress).run();
            return null;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      for (Future<Void> done : pool.invokeAll(work)) done.get();
    } catch (ExecutionException failed) {
      throw new IOException("a job failed: " + failed.getCause(), failed.getCause());
    }
    return new Result(
        states.get(),
        log.ops().size() + 1,
        acknowledged.get(),
        again.get(),
        failures,
        System.nanoTime() - began);
  }

  /** The state of this number, drawn again, and what comes of opening it. */
  Optional<Failure> replay(At at, Path scratch) throws IOException {
    int said = 0;
    for (Op op : log.ops().subList(0, at.cut())) said = op.owed(said);
    return judged(at, said, new Reopening(scratch, log.commits()).of(drawn(at), true));
  }

  /** Writes a state into a folder, for a person to look at. */
  void write(At at, Path folder) throws IOException {
    drawn(at).writeTo(Files.createDirectories(folder));
  }

  private CrashState drawn(At at) {
    var disk = new Disk();
    log.ops().subList(0, at.cut()).forEach(disk::apply);
    return draw(disk, at);
  }

  private CrashState draw(Disk disk, At at) {
    return switch (at.draw()) {
      case 0 -> disk.least();
      case 1 -> disk.most();
      default -> disk.any(new SplittableRandom((seed << 48) ^ ((long) at.cut() << 20) ^ at.draw()));
    };
  }

  /** One commit may be on its way when the power goes, and no more than one. */
  private static Optional<Failure> judged(At at, int said, Verdict verdict) {
    return switch (verdict) {
      case Broken broken -> Optional.of(new Failure(at, said, broken));
      case Kept(int commit) -> {
        if (commit < said) {
          String words = "stands after commit %d, %d was acknowledged".formatted(commit, said);
          yield Optional.of(new Failure(at, said, new Broken(Kind.LOST, words)));
        }
        if (commit > said + 1) {
          String words = "stands after commit %d, after %d only the next".formatted(commit, said);
          yield Optional.of(new Failure(at, said, new Broken(Kind.INVENTED, words)));
        }
        yield Optional.empty();
      }
    };
  }

  /** Every so many-th cut of the run, round after round. */
  private final class Job {
    private final int mine;
    private final int jobs;
    private final int share;
    private final Reopening reopening;
    private final IntConsumer progress;
    private int done;

    Job(int mine, int jobs, int share, Path scratch, IntConsumer progress) {
      this.mine = mine;
      this.jobs = jobs;
      this.share = share;
      this.progress = progress;
      reopening = new Reopening(scratch, log.commits());
    }

    void run() throws IOException {
      int before = -1;
      for (int from = 0; done < share && done > before; from += DRAWS) {
        before = done;
        round(from);
      }
    }

    private void round(int from) throws IOException {
      var disk = new Disk();
      int said = 0;
      for (int cut = 0; cut <= log.ops().size() && isWanted(); cut++) {
        if (cut > 0) {
          Op op = log.ops().get(cut - 1);
          disk.apply(op);
          said = op.owed(said);
        }
        if (cut % jobs == mine) cut(disk, cut, said, from);
      }
    }

    private boolean isWanted() {
      return done < share && failures.size() < ENOUGH;
    }

    private void cut(Disk disk, int cut, int said, int from) throws IOException {
      // Twice as many draws as there are states find most of them.
      int until = Math.min(from + DRAWS, 2 * disk.possible(1 << 20));
      for (int draw = from; draw < until && isWanted(); draw++) {
        var at = new At(cut, draw);
        CrashState state = CrashRun.this.draw(disk, at);
        long sum = state.sum();
        Integer known = opened.get(sum);
        if (known != null) {
          again.incrementAndGet();
          judged(at, said, new Kept(known)).ifPresent(failures::add);
          continue;
        }
        Verdict verdict = reopening.of(state, (cut + draw) % THOROUGH == 0);
        if (verdict instanceof Kept(int commit)) opened.put(sum, commit);
        acknowledged.addAndGet(said);
        done++;
        progress.accept(states.incrementAndGet());
        judged(at, said, verdict).ifPresent(failures::add);
      }
    }
  }
}
