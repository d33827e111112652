package org.shuyi.sim.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real run, recorded: some processes after each other over one journal, each under {@code
 * strace}, each but the last killed in the middle of a visit.
 */
final class Recording {
  /**
   * One process of a story.
   *
   * @param share of a hundred visits
   * @param visitsInALife after which the program is started again in order, in the same process
   */
  private record Part(int share, int visitsInALife, End end) {}

  /** How a process ends. */
  private enum End {
    ORDERED,
    KILLED,
    /** Killed, and of the last it wrote only some is left: the next begins on a crash state. */
    POWER_CUT
  }

  /**
   * The second is long enough for SQLite to checkpoint by itself and to begin its log again, over
   * old frames; the others close in order now and then, and the log is removed and made anew.
   */
  private static final List<Part> PARTS =
      List.of(
          new Part(10, 6, End.KILLED),
          new Part(65, 1_000, End.POWER_CUT),
          new Part(15, 11, End.POWER_CUT),
          new Part(10, 7, End.ORDERED));

  /** Of a process: about three commits. */
  private static final int LAST_MOMENTS = 60;

  private static final long PATIENCE_MINUTES = 10;

  /** Longer than any write of SQLite's. */
  private static final String LONGEST = "1000000";

  private final Path folder;

  /**
   * @param folder of the recording, kept
   */
  Recording(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Whether this machine can record. */
  static boolean isPossible() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "strace")));
  }

  /**
   * Plays a story and records it.
   *
   * @param visits of patrons, 10 to 1,000
   */
  OpLog record(long seed, int visits, Made made) throws IOException, InterruptedException {
    clear();
    Path journal = Files.createDirectories(folder.resolve("journal")).toRealPath();
    for (int number = 1; number <= PARTS.size(); number++) {
      Part part = PARTS.get(number - 1);
      run(
          Files.createDirectories(trace(number)),
          journal.resolve("journal.db").toString(),
          Long.toString(seed),
          Integer.toString(number),
          Integer.toString(Math.max(1, visits * part.share() / 100)),
          Integer.toString(part.visitsInALife()),
          part.end() == End.ORDERED ? "ordered" : "killed",
          made.name());
      // What is made wrong loses commits, and the run could not go on.
      if (part.end() == End.POWER_CUT && made == Made.AS_PRODUCT) cut(number, seed, journal);
    }
    return read();
  }

  /** The power goes somewhere in the last moments of a process. */
  private void cut(int number, long seed, Path journal) throws IOException {
    OpLog log = read(number);
    var random = new SplittableRandom(seed * 1_000 + number);
    int size = log.ops().size();
    var at = new CrashRun.At(random.nextInt(size - LAST_MOMENTS, size), 2 + random.nextInt(100));
    Path left = Files.createDirectories(left(number));
    new CrashRun(log, seed).write(at, left);
    Files.writeString(cutAt(number), Integer.toString(at.cut()));
    CrashState.readFrom(left).writeTo(journal);
  }

  /** Reads what was recorded before. */
  OpLog read() throws IOException {
    return read(PARTS.size());
  }

  private OpLog read(int parts) throws IOException {
    var reader = new StraceReader(folder.resolve("journal").toRealPath().toString());
    for (int number = 1; number <= parts; number++) {
      Path writer = theOneThread(trace(number), reader);
      try (BufferedReader lines = Files.newBufferedReader(writer, StandardCharsets.ISO_8859_1)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          reader.line(line);
        }
      }
      if (Files.exists(cutAt(number))) {
        int cut = Integer.parseInt(Files.readString(cutAt(number)));
        reader.powerFailed(cut, CrashState.readFrom(left(number)));
      }
    }
    return reader.log(parts);
  }

  private Path trace(int number) {
    return folder.resolve("trace-" + number);
  }

  private Path left(int number) {
    return folder.resolve("left-" + number);
  }

  private Path cutAt(int number) {
    return folder.resolve("cut-" + number);
  }

  private void run(Path trace, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.addAll(List.of("strace", "-ff", "--seccomp-bpf", "-y", "-xx", "-s", LONGEST));
    command.addAll(List.of("-e", "trace=" + StraceReader.CALLS, "-e", "signal=none"));
    command.addAll(List.of("-o", trace.resolve("thread").toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TracedLife.class.getName());
    command.addAll(List.of(words));
    Path log = folder.resolve("log");
    // What it says goes through a pipe: strace sees it in the order of the writes.
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (var said = process.inputReader()) {
      said.lines().forEach(line -> {});
    }
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!ended) process.destroyForcibly();
    if (!ended || process.exitValue() != 0) {
      throw new IOException("the traced program failed; see " + log);
    }
  }

  /** All that concerns the journal must be the doing of one thread: its order is the order. */
  private static Path theOneThread(Path trace, StraceReader reader) throws IOException {
    var found = new ArrayList<Path>();
    try (Stream<Path> threads = Files.list(trace)) {
      for (Path thread : threads.sorted().toList()) {
        try (Stream<String> lines = Files.lines(thread, StandardCharsets.ISO_8859_1)) {
          if (lines.anyMatch(line -> isCall(line) && reader.concerns(line))) found.add(thread);
        }
      }
    }
    if (found.size() != 1) {
      throw new IOException(found.size() + " threads touch the journal in " + trace);
    }
    return found.getFirst();
  }

  private static boolean isCall(String line) {
    return !line.startsWith("+++") && !line.startsWith("---");
  }

  private void clear() throws IOException {
    if (!Files.exists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
    }
  }
}
