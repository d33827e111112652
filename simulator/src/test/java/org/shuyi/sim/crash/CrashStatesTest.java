package org.shuyi.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.crash.CrashRun.Result;
import org.shuyi.sim.crash.Verdict.Kind;
import org.shuyi.sim.house.Needs;

/**
 * R2: no acknowledged commit is lost in a hundred thousand crash states of the real file; and what
 * must lose some does.
 */
@Needs("strace")
class CrashStatesTest {
  private static final int STATES = 100_000;
  private static final int VISITS = 130;
  private static final long SEED = 1;

  /** Something planted is found long before. */
  private static final int FEW_STATES = 5_000;

  private static final int FEW_VISITS = 20;

  /** The journal has been made: from here on only checkpoints flush the data base. */
  private static final int BEGUN = 5;

  /** As the product is, for what goes wrong below it. */
  private static OpLog few = new OpLog(List.of(), List.of(), 0);

  @TempDir private Path folder;

  @BeforeAll
  static void record(@TempDir Path shared) throws IOException, InterruptedException {
    few = new Recording(shared).record(SEED, FEW_VISITS, Made.AS_PRODUCT);
  }

  @Test
  void noAcknowledgedCommitIsLostInAHundredThousandStates()
      throws IOException, InterruptedException {
    OpLog log = new Recording(folder).record(SEED, VISITS, Made.AS_PRODUCT);
    System.out.println(Figures.of(log));
    Result result = opened(log, STATES);
    System.out.println(Figures.of(result));
    assertThat(result.failures()).as("./kiosk crash --seed %d --visits %d", SEED, VISITS).isEmpty();
    assertThat(result.states()).isEqualTo(STATES);
    assertThat(log.commits()).hasSizeGreaterThan(300);
    assertThat(log.logsBegunAgain()).isPositive();
    assertThat(log.ops()).filteredOn(Op.Failed.class::isInstance).hasSize(2);
  }

  @Test
  void withSynchronousNormalAcknowledgedCommitsAreLost() throws IOException, InterruptedException {
    OpLog log = new Recording(folder).record(SEED, FEW_VISITS, Made.SYNCHRONOUS_NORMAL);
    Result result = opened(log, FEW_STATES);
    System.out.println("NORMAL: " + Figures.of(result));
    assertThat(result.lost()).isPositive();
    // It only loses: SQLite's own promise for NORMAL is that nothing is damaged.
    assertThat(result.failures()).allMatch(one -> one.broken().kind() == Kind.LOST);
  }

  @Test
  void anAcknowledgementBeforeTheCommitIsFound() throws IOException, InterruptedException {
    OpLog log = new Recording(folder).record(SEED, FEW_VISITS, Made.ACKNOWLEDGED_BEFORE_COMMIT);
    Result result = opened(log, FEW_STATES);
    System.out.println("before commit: " + Figures.of(result));
    assertThat(result.lost()).isPositive();
    assertThat(result.failures()).allMatch(one -> one.broken().kind() == Kind.LOST);
  }

  @Test
  void aCardThatLiesAboutFlushesLosesAcknowledgedCommits()
      throws IOException, InterruptedException {
    Result result = opened(few.onALyingCard(), FEW_STATES);
    System.out.println("a lying card: " + Figures.of(result));
    assertThat(result.lost()).isPositive();
  }

  @Test
  void aCheckpointThatIsNotFlushedIsFound() throws IOException, InterruptedException {
    Result result = opened(few.withCheckpointsUnflushed(BEGUN), FEW_STATES);
    System.out.println("no flush of a checkpoint: " + Figures.of(result));
    assertThat(result.failures()).isNotEmpty();
  }

  private static Result opened(OpLog log, int states) throws IOException, InterruptedException {
    try (var scratch = Scratch.of(Runtime.getRuntime().availableProcessors())) {
      return new CrashRun(log, SEED).run(states, scratch.folders(), opened -> {});
    }
  }
}
