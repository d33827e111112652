package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.shuyi.sim.centre.CentreOffice;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.World;

/**
 * A demo that runs: the town in this program, the station in another. What plays a story holds on
 * to this.
 */
public final class RunningDemo implements AutoCloseable {
  /** A board of the smallest kind takes ten seconds to start. */
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(40);

  /** Usually one second after the first screen; visitors would wonder at "off line". */
  private static final Duration GETS_ON_LINE_WITHIN = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(60);
  private static final int LOG_LINES = 12;

  private final Closing closing;
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final Path journal;
  private final Town town;
  private final StationUnit station;
  private final TouchScreen touch;

  /**
   * What is asked of a demo.
   *
   * @param sources the folder with the launcher
   * @param withStation false for a town without one
   * @param players who walks past the cabinet
   * @param journal where the station keeps its journal, from the home if it is not absolute
   * @param environment of the station's program, beside our own
   */
  public record Wish(
      Path sources,
      Ports ports,
      boolean withStation,
      Players players,
      Path journal,
      Map<String, String> environment) {
    public Wish {
      environment = Map.copyOf(environment);
    }

    /** With its journal on a disk of its own. */
    public Wish(Path sources, Ports ports, boolean withStation, Players players, Path journal) {
      this(sources, ports, withStation, players, journal, Map.of());
    }

    /** With its journal at home. */
    public Wish(Path sources, Ports ports, boolean withStation, Players players) {
      this(sources, ports, withStation, players, StationFile.JOURNAL);
    }

    /** With the people of the page. */
    public Wish(Path sources, Ports ports, boolean withStation) {
      this(sources, ports, withStation, Cast.PASSERS_BY);
    }
  }

  /** A station that did not come up, with the reason in its message and the end of its log. */
  public static final class NotUp extends Exception {
    private static final long serialVersionUID = 1L;

    NotUp(String why) {
      super(why);
    }
  }

  /**
   * Starts everything and returns when the station shows its first screen.
   *
   * @param home is closed with the demo, also where this fails
   * @param progress a few words on each part that is there
   * @param news what happens to the station later on, from any thread
   * @throws NotUp where the station ends or stays silent
   * @throws Exception where the town cannot be opened
   */
  public static RunningDemo start(
      Home home, Wish wish, Consumer<String> progress, Consumer<String> news) throws Exception {
    return start(home, wish, Town::broker, progress, news);
  }

  /**
   * The same over another broker.
   *
   * @throws NotUp where the station ends or stays silent
   * @throws Exception where the town cannot be opened
   */
  public static RunningDemo start(
      Home home, Wish wish, Exchange exchange, Consumer<String> progress, Consumer<String> news)
      throws Exception {
    var closing = new Closing();
    closing.later(home);
    try {
      var demo = new RunningDemo(closing, home, wish, exchange, progress, news);
      if (wish.withStation()) demo.power(progress);
      return demo;
    } catch (Exception e) {
      closing.close();
      throw e;
    }
  }

  private RunningDemo(
      Closing closing,
      Home home,
      Wish wish,
      Exchange exchange,
      Consumer<String> progress,
      Consumer<String> news)
      throws Exception {
    this.closing = closing;
    this.home = home;
    ports = wish.ports().taken(FreePorts.ofThisMachine());
    ports.movedFrom(wish.ports()).forEach(progress);
    var random = new SecureRandom();
    secrets = Secrets.of(home, random);
    journal = home.root().resolve(wish.journal());
    home.write(
        home.stationFile(),
        StationFile.text(Town.STATION, home, ports, secrets, random, wish.journal()));
    home.write(home.profile(), secrets.profile(Town.STATION.organisation(), ports));
    LongSupplier clock = RunningDemo::millis;
    town =
        closing.later(Town.open(home, ports, secrets, wish.players(), exchange, clock, progress));
    var cache = AotCache.of(wish.sources());
    var alarm = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    closing.later((AutoCloseable) alarm::shutdownNow);
    station =
        closing.later(
            new StationUnit(
                new StationProgram(() -> cache.words(List.of()), home, wish.environment()),
                later(alarm),
                clock,
                news));
    touch = new TouchScreen(ports.touch());
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static StationUnit.Later later(ScheduledExecutorService alarm) {
    return (wait, act) -> {
      var _ = alarm.schedule(act, wait.toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  private void power(Consumer<String> progress) throws NotUp, IOException, InterruptedException {
    town.power(station);
    progress.accept("station     starts as a program of its own");
    awaitStation(STARTS_WITHIN);
    try {
      touch.await(screen -> !screen.path("offline").asBoolean(), GETS_ON_LINE_WITHIN);
    } catch (TimeoutException alone) {
      progress.accept("station     has no line to the centre yet");
    }
  }

  /**
   * Waits until the station shows a screen.
   *
   * @throws NotUp where the station that runs now ends, or the time is over
   */
  public void awaitStation(Duration within) throws NotUp, IOException, InterruptedException {
    long until = millis() + within.toMillis();
    while (millis() < until) {
      var child = station.child(Duration.ofMillis(until - millis()));
      if (child == null) break;
      var shown = touch.shown();
      if (shown.isPresent() && !shown.get().path("name").asText().equals("starting")) return;
      lookAgain(child);
    }
    throw new NotUp("the station shows no screen within " + within.toSeconds() + " s" + logEnd());
  }

  private void lookAgain(StationUnit.Child child) throws NotUp, InterruptedException {
    try {
      int exit = child.exit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      throw new NotUp("the station ended with exit code " + exit + logEnd());
    } catch (TimeoutException stillRuns) {
      // As it should be.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String logEnd() {
    try {
      List<String> lines = Files.readAllLines(home.stationLog());
      var end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      return ":\n  " + String.join("\n  ", end);
    } catch (IOException noLog) {
      return "";
    }
  }

  public Home home() {
    return home;
  }

  public Ports ports() {
    return ports;
  }

  /** The file in which the station keeps its journal. */
  public Path journal() {
    return journal;
  }

  public Secrets secrets() {
    return secrets;
  }

  public World world() {
    return town.world();
  }

  public CentreOffice centre() {
    return town.centre();
  }

  /**
   * Devices ail where they live, at the far end of their cables.
   *
   * @param faults that come to those it has; none where it is to be well again
   */
  public void ail(String device, List<Fault> faults) {
    town.devices()
        .touch(
            device,
            peer -> {
              if (faults.isEmpty()) peer.faults().heal();
              faults.forEach(peer.faults()::add);
            });
  }

  /** From now on each complete inventory of a tag reader is told. */
  public void hear(Inventories inventories) {
    town.devices().hear(inventories);
  }

  /** The names of what can be unplugged and can ail. */
  public Set<String> deviceNames() {
    return town.devices().labels().keySet();
  }

  /** The station's cable to the broker. */
  public CuttableProxy cable() {
    return town.cable();
  }

  /** The centre's cable to the broker. */
  public CuttableProxy desk() {
    return town.desk();
  }

  public StationUnit station() {
    return station;
  }

  public TouchScreen touch() {
    return touch;
  }

  /** Ends the station in order, then the town. Safe to call twice. */
  @Override
  public void close() {
    closing.close();
  }
}
