package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.sim.demo.AotCache;
import org.shuyi.sim.judge.Durable;

/**
 * Cuts the power of a {@link BusyStation} again and again, each time between some write and its
 * flush, and after each cut reads from the remounted file system what became of its journal.
 */
final class BusyCuts {
  private static final String JOURNAL = "journal.db";

  /** One in so many cuts falls into a start, before the station serves. */
  private static final int STARTS = 6;

  /** A start writes so often until it serves, at the most; later writes are as good. */
  private static final int WRITES_OF_A_START = 60;

  private static final int LONGEST_LIFE_MILLIS = 700;

  /** A flush of the log is one write and a few of the file system: half of the cuts fall there. */
  private static final int WRITES_OF_A_FLUSH = 3;

  /** The others fall within some commits, or a checkpoint. */
  private static final int WRITES_OF_SOME_COMMITS = 12;

  private static final long STARTS_WITHIN_SECONDS = 30;

  /** A careless station writes seldom; whoever waits for its next write waits no longer. */
  private static final long CUT_WITHIN_SECONDS = 10;

  private final Path sources;
  private final Path folder;
  private final long seed;
  private final Control control;
  private final Drive drive;
  private Promises promises = new Promises();

  /**
   * @param folder for all that the run makes
   */
  BusyCuts(Path sources, Path folder, long seed, Control control) throws IOException {
    this.sources = sources;
    this.folder = Files.createDirectories(folder);
    this.seed = seed;
    this.control = control;
    this.drive = new Drive(folder.resolve("drive"));
  }

  /**
   * Runs so many cuts; then a last start that only looks, and a look at the file system itself.
   *
   * @param progress is told each cycle as soon as it is judged
   * @throws Drive.Ruined where even a new file system is refused: this machine cannot do it
   */
  Outcome run(int cycles, Consumer<Cycle> progress)
      throws IOException, InterruptedException, Drive.Ruined {
    AotCache.of(sources).make();
    var done = new ArrayList<Cycle>();
    drive.format();
    drive.mount("").unmount();
    for (int number = 1; number <= cycles; number++) {
      var cycle = cycle(number);
      done.add(cycle);
      progress.accept(cycle);
    }
    return new Outcome(done, lastLook());
  }

  /**
   * A start that changes nothing that matters, and a look at every structure of the file system.
   */
  private List<String> lastLook() throws IOException, InterruptedException, Drive.Ruined {
    var random = new Random(seed);
    try (var mounted = drive.mount(control.mountOptions())) {
      var heard = new Heard();
      try (var station = start(mounted, random)) {
        heard = station.heard();
        station.awaitReady(STARTS_WITHIN_SECONDS);
      }
      var wrong = new ArrayList<>(promises.judge(heard, durable(mounted)).broken());
      mounted.unmount();
      drive.examine().ifPresent(words -> wrong.add("e2fsck: " + words));
      return wrong;
    }
  }

  private Optional<Durable> durable(Drive.Mounted mounted) throws IOException {
    return Durable.read(
        mounted.path().resolve(JOURNAL), folder.resolve("copy"), PromptCabinet.plan());
  }

  private Cycle cycle(int number) throws IOException, InterruptedException, Drive.Ruined {
    long began = System.nanoTime();
    var random = new Random(seed * 1_000_003 + number);
    var heard = new Heard();
    Optional<Loss> loss = Optional.empty();
    try (var mounted = drive.mount(control.mountOptions());
        var station = start(mounted, random)) {
      heard = station.heard();
      loss = Optional.of(cut(mounted, station, random));
      // A killed program ends when its disk answers, if only with errors.
      mounted.takeAway();
    }
    var verdict = verdict(heard, random.nextBoolean());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return new Cycle(number, heard.commits(), verdict.lost(), verdict.broken(), loss, millis);
  }

  private BusyProgram start(Drive.Mounted mounted, Random random) throws IOException {
    return BusyProgram.start(
        sources,
        mounted.path().resolve(JOURNAL),
        random.nextLong(),
        control,
        folder.resolve("station.log"));
  }

  private Loss cut(Drive.Mounted mounted, BusyProgram station, Random random)
      throws IOException, InterruptedException {
    var survivors = Survivors.drawn(random);
    var disk = mounted.disk();
    var dark = new CountDownLatch(1);
    disk.whenCut(
        () -> {
          station.cut();
          dark.countDown();
        });
    if (!control.flushesSeldom() && random.nextInt(STARTS) == 0) {
      disk.cutAtWrite(1 + random.nextInt(WRITES_OF_A_START), survivors, random);
    } else {
      station.awaitReady(STARTS_WITHIN_SECONDS);
      boolean already = dark.await(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
      if (already) throw new IllegalStateException("the power went before its time");
      boolean aimed = control.flushesSeldom() || random.nextBoolean();
      int writes = aimed ? WRITES_OF_A_FLUSH : WRITES_OF_SOME_COMMITS;
      disk.cutAtWrite(1 + random.nextInt(writes), survivors, random);
    }
    if (!dark.await(CUT_WITHIN_SECONDS, TimeUnit.SECONDS)) return disk.cut(survivors, random);
    return disk.loss().orElseThrow();
  }

  /** Switches on again and reads; a ruined file system is replaced, so that the run can go on. */
  private Promises.Verdict verdict(Heard heard, boolean checkFirst)
      throws IOException, Drive.Ruined {
    try {
      if (checkFirst) drive.check();
      try (var mounted = drive.mount(control.mountOptions())) {
        var verdict = promises.judge(heard, durable(mounted));
        mounted.unmount();
        return verdict;
      }
    } catch (Drive.Ruined ruined) {
      return anew(heard, "the file system: " + ruined.getMessage());
    } catch (JournalFailed failed) {
      return anew(heard, String.valueOf(failed.getMessage()));
    }
  }

  private Promises.Verdict anew(Heard heard, String why) throws IOException {
    long lost = promises.promised(heard);
    promises = new Promises();
    drive.format();
    return new Promises.Verdict(lost, List.of(why));
  }
}
