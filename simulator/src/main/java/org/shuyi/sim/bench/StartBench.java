package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.host.Main;

/** P7: from a kill to a station that takes a touch again, beside a bare HTTP server. */
final class StartBench implements Bench {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String about() {
    return "P7: from kill -9 to accepting a touch, with a long journal";
  }

  @Override
  public Findings run(Ground ground, Scale scale) throws Exception {
    var machine = Machine.here();
    Path folder = ground.fresh("start");
    var figures = new ArrayList<Figure>();
    try (var cabinet = new Cabinet(folder.resolve("dev"))) {
      var station = StationFolder.write(folder, cabinet::line, Ground.freePort());
      seed(ground, station, scale.rows());
      var ours = new Station(ground, station, folder);
      var twin = new Bare(ground, Ground.freePort(), folder);
      for (boolean cached : List.of(false, true)) {
        if (cached) {
          ours.train();
          twin.train();
        }
        var mine = new ArrayList<Double>();
        var raw = new ArrayList<Double>();
        for (int i = 0; i <= scale.repeats(); i++) {
          double one = restart(ours, cached);
          double other = restart(twin, cached);
          // The first of each finds cold files, and a journal that was stopped in order.
          if (i > 0) {
            mine.add(one);
            raw.add(other);
          }
        }
        ours.close();
        twin.close();
        double median = Samples.of(mine).median();
        String with = cached ? "with an AOT cache" : "without a cache";
        if (cached) {
          figures.add(Figure.atMost("P7", "kill to touch, " + with, "ms", median, 400));
        }
        figures.add(
            Figure.ratioAtMost(
                "P7",
                "beside a bare server, " + with,
                "ms",
                median,
                Samples.of(raw).median(),
                1.5));
      }
    }
    return new Findings(name(), Instant.now(), machine, figures, notes(scale));
  }

  /** A long journal takes its time to write, so it is kept from run to run beside its keys. */
  private static void seed(Ground ground, StationFolder station, int rows) throws IOException {
    Path kept = ground.folder().resolve("journal-" + rows + ".db");
    if (!Files.exists(kept)) {
      SeededJournal.write(station.config(), rows);
      Files.move(station.journal(), kept);
    }
    Files.copy(kept, station.journal());
  }

  private static double restart(Program program, boolean cached)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    program.kill();
    program.start(cached);
    program.awaitTouch();
    return (System.nanoTime() - begin) / 1e6;
  }

  /** A program that can be killed and started, and whose answer to a touch is waited for. */
  private abstract static class Program implements AutoCloseable {
    private final Ground ground;
    private final Path folder;
    private final int port;
    private @Nullable Child child;

    Program(Ground ground, Path folder, int port) {
      this.ground = ground;
      this.folder = folder;
      this.port = port;
    }

    abstract String name();

    abstract Class<?> main();

    abstract String[] words();

    abstract boolean taken(TouchClient touch) throws IOException, InterruptedException;

    /** Lets the JVM write what it has loaded and linked when it ends in order. */
    void train() throws IOException, InterruptedException {
      launch(List.of("-XX:AOTCacheOutput=" + cache()));
      awaitTouch();
      if (child != null) child.end();
      child = null;
      if (!Files.exists(cache())) throw new IOException("no AOT cache was made: " + cache());
    }

    void start(boolean cached) throws IOException {
      launch(cached ? List.of("-XX:AOTCache=" + cache()) : List.of());
    }

    private void launch(List<String> flags) throws IOException {
      child = Child.start(ground.java(flags, main(), words()), folder.resolve(name() + ".log"));
    }

    private Path cache() {
      return folder.resolve(name() + ".aot");
    }

    void kill() {
      if (child != null) child.kill();
    }

    void awaitTouch() throws IOException, InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      try (var touch = new TouchClient(port)) {
        while (!touch.isListening()) {
          if (System.nanoTime() > end || child == null || !child.isAlive()) {
            throw new IOException(name() + " does not listen; see " + folder);
          }
          LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        touch.load();
        while (!taken(touch)) {
          if (System.nanoTime() > end) throw new IOException(name() + " takes no touch");
          LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
      }
    }

    @Override
    public void close() {
      if (child != null) child.close();
      child = null;
    }
  }

  /** The station as shipped. */
  private static final class Station extends Program {
    private final StationFolder folder;

    Station(Ground ground, StationFolder station, Path folder) {
      super(ground, folder, station.touchPort());
      this.folder = station;
    }

    @Override
    String name() {
      return "station";
    }

    @Override
    Class<?> main() {
      return Main.class;
    }

    @Override
    String[] words() {
      return new String[] {"run", folder.file().toString()};
    }

    /** A touch that the kernel has answered: the screen speaks another language. */
    @Override
    boolean taken(TouchClient touch) throws IOException, InterruptedException {
      return touch.touch("{\"intent\":\"speak\",\"language\":\"en\"}") == 202
          && touch.screen().path("language").asText().equals("en");
    }
  }

  /** The twin. */
  private static final class Bare extends Program {
    private final int port;

    Bare(Ground ground, int port, Path folder) {
      super(ground, folder, port);
      this.port = port;
    }

    @Override
    String name() {
      return "bare";
    }

    @Override
    Class<?> main() {
      return Twin.class;
    }

    @Override
    String[] words() {
      return new String[] {"bare", Integer.toString(port)};
    }

    @Override
    boolean taken(TouchClient touch) throws IOException, InterruptedException {
      return touch.touch("{}") == 202;
    }
  }

  private static List<String> notes(Scale scale) {
    return List.of(
        "From SIGKILL to the first touch that the kernel has answered on the screen, the touch by"
            + " HTTP; medians of %d kills of each program, alternated. The supervisor's pause"
                .formatted(scale.repeats())
            + " before a restart is not in it.",
        "The station as shipped, its journal of %d records, six devices on ptys, the network away;"
                .formatted(scale.rows())
            + " the twin is a Javalin with two routes. Same flags, same class path of jars.",
        "Each AOT cache was made on this machine by one training run that ended in order.");
  }
}
