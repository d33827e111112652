package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.host.Main;

/**
 * P4: from a card to the screen, and from a touch to the bolt, through the station as shipped.
 *
 * <p>A patron chooses a door on the screen, so the way from the card to the bolt has a person in
 * it: measured are the two halves that are the station's.
 */
final class TapBench implements Bench {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Between two tries to reach it; one that ends meanwhile is noticed at once. */
  private static final Duration LISTENS_SOON = Duration.ofMillis(20);

  private static final Duration LOOK = Duration.ofNanos(50_000);
  private static final Duration SETTLED = Duration.ofMillis(250);
  private static final int WARM_VISITS = 3;
  private static final List<Double> PERCENTS = List.of(50.0, 99.0, 99.9);

  @Override
  public String name() {
    return "tap";
  }

  @Override
  public String about() {
    return "P4: from tap to screen and from touch to bolt, the network there and away";
  }

  @Override
  public Findings run(Ground ground, Scale scale) throws Exception {
    var machine = Machine.here();
    var figures = new ArrayList<Figure>();
    Path folder = ground.fresh("tap");
    try (var centre = new NearCentre()) {
      figures.addAll(measure(ground, folder, centre, scale));
    }
    figures.addAll(measure(ground, ground.fresh("tap-away"), null, scale));
    return new Findings(name(), Instant.now(), machine, figures, notes(scale));
  }

  private static List<Figure> measure(
      Ground ground, Path folder, @Nullable NearCentre centre, Scale scale) throws Exception {
    try (var cabinet = new Cabinet(folder.resolve("dev"))) {
      int broker = centre == null ? Ground.freePort() : centre.port();
      var station = StationFolder.write(folder, cabinet::line, broker);
      SeededJournal.write(station.config(), 0);
      if (centre != null) {
        centre.serve(station.centre(), station.tokens(), DrivenVisits.PATRONS);
      }
      var command = ground.java(List.of(), Main.class, "run", station.file().toString());
      try (var child = Child.start(command, folder.resolve("log"));
          var touch = new TouchClient(station.touchPort());
          var flushes = new Flushes(folder)) {
        var visits = new Visits(cabinet, touch, flushes);
        visits.begin(child);
        for (int i = 0; i < WARM_VISITS; i++) visits.visit(i);
        visits.forget();
        for (int i = 0; i < scale.visits(); i++) visits.visit(i);
        return visits.figures(centre == null ? "network away" : "network there");
      }
    }
  }

  /** The twin: one commit of one row, nothing else. */
  private static final class Flushes implements AutoCloseable {
    /** As the journal's commit of a bolt's intent writes. */
    private static final int ROW = 300;

    private final RawCommits commits;
    private final FileChannel bare;

    Flushes(Path folder) throws SQLException, IOException {
      commits = new RawCommits(folder.resolve("raw.db"), ROW);
      bare =
          FileChannel.open(
              folder.resolve("raw.flush"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    double commitMillis() throws SQLException {
      long begin = System.nanoTime();
      commits.commit();
      return (System.nanoTime() - begin) / 1e6;
    }

    /** A page appended and flushed, without a data base. */
    double flushMillis() throws IOException {
      long begin = System.nanoTime();
      int written = bare.write(ByteBuffer.allocate(1_024));
      bare.force(false);
      if (written != 1_024) throw new IOException("wrote " + written + " bytes of 1024");
      return (System.nanoTime() - begin) / 1e6;
    }

    @Override
    public void close() throws SQLException, IOException {
      try (bare) {
        commits.close();
      }
    }
  }

  /** A screen that the event stream has told. */
  private record Shown(long nanos, String json) {
    boolean isOf(String name) {
      return json.contains("\"name\":\"" + name + "\"");
    }
  }

  /** Patrons, one after the other, each opening all four doors. */
  private static final class Visits {
    private final Cabinet cabinet;
    private final TouchClient touch;
    private final Flushes flushes;
    private final BlockingQueue<Shown> screens = new LinkedBlockingQueue<>(10_000);
    private final List<Double> tapToScreen = new ArrayList<>();
    private final List<Double> touchToBolt = new ArrayList<>();
    private final List<Double> commit = new ArrayList<>();
    private final List<Double> flush = new ArrayList<>();

    Visits(Cabinet cabinet, TouchClient touch, Flushes flushes) {
      this.cabinet = cabinet;
      this.touch = touch;
      this.flushes = flushes;
    }

    /** Waits until the station listens and all doors are offered to a first patron. */
    void begin(Child child) throws IOException, InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!touch.isListening()) {
        if (System.nanoTime() > end || child.endsWithin(LISTENS_SOON)) {
          throw new IOException("no station");
        }
      }
      touch.load();
      var _ = touch.watch(json -> screens.add(new Shown(System.nanoTime(), json)));
      await("attract");
    }

    void forget() {
      for (var list : List.of(tapToScreen, touchToBolt, commit, flush)) list.clear();
    }

    void visit(int number) throws Exception {
      screens.clear();
      cabinet.hold(number % DrivenVisits.PATRONS);
      Shown chosen = await("choose-door");
      tapToScreen.add((chosen.nanos() - cabinet.cardToldNanos()) / 1e6);
      cabinet.takeAway();
      for (int door = 1; door <= StationFolder.DOORS; door++) open(door);
      finish();
    }

    private void open(int door) throws Exception {
      cabinet.forgetPulls();
      long end = System.nanoTime() + PATIENCE.toNanos();
      long begin;
      do {
        if (System.nanoTime() > end) throw new IOException("door " + door + " is not offered");
        begin = System.nanoTime();
      } while (touch.open(door) != 202);
      while (cabinet.pulledNanos(door) == 0) {
        if (System.nanoTime() > end) {
          throw new IOException("door " + door + " is not unlocked; the screen: " + touch.screen());
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
      touchToBolt.add((cabinet.pulledNanos(door) - begin) / 1e6);
      commit.add(flushes.commitMillis());
      flush.add(flushes.flushMillis());
      // The driver leaves a board alone for a moment after a pull; a patron takes longer too.
      Thread.sleep(SETTLED);
    }

    /** All doors are closed and counted, and the receipt is taken. */
    private void finish() throws IOException, InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        if (System.nanoTime() > end) throw new IOException("no end: " + touch.screen());
        int _ = touch.touch("{\"intent\":\"finish\"}");
        Shown next = screens.poll(100, TimeUnit.MILLISECONDS);
        while (next != null) {
          if (next.isOf("attract")) return;
          next = screens.poll();
        }
      }
    }

    private Shown await(String name) throws IOException, InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        Shown next = screens.poll(1, TimeUnit.SECONDS);
        if (next != null && next.isOf(name)) return next;
      }
      throw new IOException("no screen '" + name + "' but " + touch.screen());
    }

    List<Figure> figures(String network) {
      var figures = new ArrayList<Figure>();
      var bolt = Samples.of(touchToBolt);
      var raw = Samples.of(commit);
      var bare = Samples.of(flush);
      var screen = Samples.of(tapToScreen);
      for (double percent : PERCENTS) {
        String what = "touch to bolt, " + network + ", p" + Numbers.text(percent);
        double ours = bolt.percentile(percent);
        double twin = raw.percentile(percent);
        figures.add(
            percent == 99.9
                ? Figure.beyondAtMost("P4", what, "ms", ours, twin, 2)
                : Figure.beyond("P4", what, "ms", ours, twin));
      }
      figures.add(Figure.told("P4", "bare flush, p50", "ms", bare.median()));
      for (double percent : PERCENTS) {
        String what = "tap to screen, " + network + ", p" + Numbers.text(percent);
        double ours = screen.percentile(percent);
        figures.add(
            percent == 99.9
                ? Figure.atMost("P5", what, "ms", ours, 5)
                : Figure.told("P5", what, "ms", ours));
      }
      return figures;
    }
  }

  private static List<String> notes(Scale scale) {
    return List.of(
        "The station as shipped, its devices on ptys at no wire time of their own, %d visits of 4"
                .formatted(scale.visits())
            + " doors: so %d touches and %d taps; the 99.9th percentile of so few is the worst."
                .formatted(scale.visits() * StationFolder.DOORS, scale.visits()),
        "Touch to bolt: from before the POST of the touch is sent to the lock board having read the"
            + " order to pull; HTTP, kernel, one commit, driver, pty, and a question for the doors'"
            + " state that may be under way on the line. The twin is one commit of a row by raw"
            + " JDBC after each touch; the score is the difference at the same percentile.",
        "Tap to screen: from the last byte of the reader's answer with the card's number to the"
            + " screen at an HTTP client of the event stream; with the network there a patron may"
            + " be asked about first.");
  }
}
