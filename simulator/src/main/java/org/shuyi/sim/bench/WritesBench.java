package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** P3: what a visit costs the disk, and what a commit costs beside a raw one. */
final class WritesBench implements Bench {
  /** WAL: a header of 24 bytes before each page of 1024. */
  private static final int FRAME = 24 + 1024;

  private static final int WARM_VISITS = 4;
  private static final int MEASURED_VISITS = 4;

  @Override
  public String name() {
    return "writes";
  }

  @Override
  public String about() {
    return "P3: flushes and bytes of a visit, and a commit beside a raw one";
  }

  @Override
  public Findings run(Ground ground, Scale scale) throws Exception {
    var machine = Machine.here();
    var figures = new ArrayList<Figure>();
    var notes = new ArrayList<String>();
    visits(ground, figures, notes);
    commits(ground, scale, figures, notes);
    return new Findings(name(), Instant.now(), machine, figures, notes);
  }

  // Visits.

  private static void visits(Ground ground, List<Figure> figures, List<String> notes)
      throws IOException, InterruptedException {
    Path folder = ground.fresh("writes");
    Path trace = folder.resolve("trace");
    boolean traced = isTracer();
    List<String> before =
        traced
            ? List.of(
                "strace", "-D", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", trace.toString())
            : List.of();
    var station = StationFolder.write(folder, device -> "tcp:127.0.0.1:1", Ground.freePort());
    SeededJournal.write(station.config(), 1_000);
    Path wal = folder.resolve("journal.db-wal");
    try (var visits = new DrivenVisits(ground, station, before, folder.resolve("log"))) {
      for (int i = 0; i < WARM_VISITS; i++) visits.visit(10);
      for (int books : List.of(1, 10)) {
        long bytes = Files.size(wal);
        long flushes = traced ? flushes(trace) : 0;
        for (int i = 0; i < MEASURED_VISITS; i++) visits.visit(books);
        double written = (Files.size(wal) - bytes) / (double) MEASURED_VISITS;
        String with = books == 1 ? "1 book" : books + " books";
        if (traced) {
          double each = (flushes(trace) - flushes) / (double) MEASURED_VISITS;
          figures.add(Figure.atMost("P3", "flushes, a visit with " + with, "", each, 2));
        }
        figures.add(
            Figure.atMost("P3", "written, a visit with " + with, "KB", written / 1_000, 20));
        figures.add(Figure.told("P3", "WAL frames, a visit with " + with, "", written / FRAME));
      }
      visits.end();
    }
    notes.add(
        "A visit: card tapped, one door by a touch over HTTP, books taken (and in every second"
            + " visit put back), door closed, counted. The whole station as a process, its devices"
            + " answering at once, the network away; means of "
            + MEASURED_VISITS
            + " visits after "
            + WARM_VISITS
            + ". Bytes are the WAL file's growth, checkpoints apart.");
    notes.add(
        traced
            ? "Flushes are the calls of fsync and fdatasync that strace saw in all threads."
            : "Flushes were not counted: there is no strace here (apt install strace).");
  }

  private static boolean isTracer() {
    try {
      return new ProcessBuilder("strace", "-qq", "-e", "trace=none", "true").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A call that was interrupted by another thread's stands on two lines; the first one counts. */
  static long flushes(Path trace) throws IOException {
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> line.contains("sync("))
          .filter(line -> !line.contains("resumed"))
          .count();
    }
  }

  // Commits.

  private static void commits(Ground ground, Scale scale, List<Figure> figures, List<String> notes)
      throws Exception {
    Path folder = ground.fresh("commits");
    var config =
        StationFolder.write(folder, device -> "tcp:127.0.0.1:1", Ground.freePort()).config();
    SeededJournal.write(config, 0);
    try (var ours = new JournalCommits(config);
        var twin = new RawCommits(folder.resolve("raw.db"), ours.bytes())) {
      var ourRates = new ArrayList<Double>();
      var twinRates = new ArrayList<Double>();
      var ratios = new ArrayList<Double>();
      rate(ours::commit, scale);
      rate(twin::commit, scale);
      for (int i = 0; i < scale.slices(); i++) {
        double mine = rate(ours::commit, scale);
        double raw = rate(twin::commit, scale);
        ourRates.add(mine);
        twinRates.add(raw);
        ratios.add(mine / raw);
      }
      figures.add(
          Figure.ratioAtLeast(
              "P3",
              "commits of one record",
              "/s",
              Samples.of(ourRates).median(),
              Samples.of(twinRates).median(),
              0.95));
      var spread = Samples.of(ratios);
      notes.add(
          String.format(
              Locale.ROOT,
              "Commits: %d slices of %d ms each, ours and the twin's alternated; a row of %d bytes"
                  + " in both. Medians; the ratios of neighbouring slices went from %s to %s.",
              scale.slices(),
              scale.slice().toMillis(),
              ours.bytes(),
              Numbers.text(spread.percentile(0.001)),
              Numbers.text(spread.percentile(100))));
    }
  }

  private interface Commit {
    void run() throws SQLException;
  }

  private static double rate(Commit commit, Scale scale) throws SQLException {
    long begin = System.nanoTime();
    long end = begin + scale.slice().toNanos();
    int count = 0;
    long now = begin;
    while (now < end) {
      commit.run();
      count++;
      now = System.nanoTime();
    }
    return count * 1e9 / (now - begin);
  }
}
