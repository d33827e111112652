package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.sim.house.Needs;
import org.shuyi.sim.judge.Durable;

/**
 * A station as shipped that dies otherwise than by a power cut. It is started again as its unit
 * says, and whoever was at a door then is credited with what was taken.
 */
@Needs("pty")
@Timeout(180)
class StationDeathsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** As {@code WatchdogSec} of the unit, which is 45 s. */
  private static final int WATCHDOG_MILLIS = 4_000;

  private static final int KILLED = 137;

  @TempDir Path folder;

  @Test
  void aStationThatDiesInNativeCodeIsStartedAgainAndCreditsWhatWasTaken() throws Exception {
    // No core of a hundred megabytes; the unit has LimitCORE=0.
    var quietly = Map.of("JDK_JAVA_OPTIONS", "-XX:-CreateCoredumpOnCrash");
    try (var demo = start(quietly)) {
      opensDoorOne(demo);
      var world = demo.world();
      var journey = world.scene().shelves().getFirst().books().getFirst();
      assertThat(world.takeBook(Cast.VISITOR, journey).done()).isTrue();
      var dying = running(demo);
      signal(dying, "SEGV");
      assertThat(ended(dying)).isNotZero();
      try (var files = Files.list(demo.home().root())) {
        assertThat(files).anyMatch(file -> file.endsWith("hs_err_pid" + dying.pid() + ".log"));
      }
      assertThat(world.closeDoor(1).done()).isTrue();

      demo.awaitStation(SOON);
      assertThat(running(demo).pid()).isNotEqualTo(dying.pid());
      centreShows(demo, centre -> centre.at("/books/onLoan/0/title").asText().equals("西游记"));
      demo.touch().await(StationDeathsTest::attracts, SOON);
    }
    lentOnceInASoundJournal(1);
  }

  @Test
  void aPauseLongerThanTheWatchdogIsHeardAsSilenceAndAShortOneIsNot() throws Exception {
    Path socket = folder.resolve("n");
    var unit = Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", WATCHDOG_MILLIS + "000");
    try (var systemd = new NotifySocket(socket);
        var demo = start(unit)) {
      demo.touch().await(StationDeathsTest::attracts, SOON);
      assertThat(systemd.next(WATCHDOG_MILLIS)).hasValue("READY=1");
      var first = running(demo);
      for (int i = 0; i < 3; i++) isAlive(systemd);

      signal(first, "STOP");
      silentWithin(systemd, WATCHDOG_MILLIS / 2);
      signal(first, "CONT");
      isAlive(systemd);
      assertThat(running(demo).pid()).as("the same goes on").isEqualTo(first.pid());

      signal(first, "STOP");
      silentWithin(systemd, WATCHDOG_MILLIS);
      // WatchdogSignal=SIGKILL, Restart=always
      demo.station().crash();
      assertThat(ended(first)).isEqualTo(KILLED);
      demo.awaitStation(SOON);
      demo.touch().await(StationDeathsTest::attracts, SOON);
      assertThat(systemd.next(WATCHDOG_MILLIS)).hasValue("READY=1");
      isAlive(systemd);
    }
    lentOnceInASoundJournal(0);
  }

  private static void isAlive(NotifySocket systemd) throws IOException {
    assertThat(systemd.next(WATCHDOG_MILLIS)).hasValue("WATCHDOG=1");
  }

  /** What was said before the pause is read away; then nothing comes for so long. */
  private static void silentWithin(NotifySocket systemd, int millis) throws IOException {
    int words = 0;
    while (systemd.next(millis).isPresent()) assertThat(++words).isLessThan(5);
  }

  private void lentOnceInASoundJournal(int loans) throws IOException {
    Path home = folder.resolve("demo");
    var plan =
        switch (StationConfig.read(home.resolve("station.yaml"), Wiring::complaints)) {
          case Reading.Read(StationConfig config) -> Wiring.plan(config);
          case Reading.Refused(var complaints) -> throw new AssertionError(complaints);
        };
    var journal =
        Durable.read(home.resolve("journal.db"), folder.resolve("copy"), plan).orElseThrow();
    assertThat(journal.soundness()).isEqualTo(new Soundness.Sound(journal.lastSeq()));
    assertThat(journal.factsAfter(0).stream().filter(ShelfFact.Loaned.class::isInstance))
        .hasSize(loans);
  }

  private RunningDemo start(Map<String, String> environment) throws Exception {
    AotCache.of(DemoCommand.sources()).make();
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish =
        new RunningDemo.Wish(
            DemoCommand.sources(),
            Ports.ANY,
            true,
            Cast.PASSERS_BY,
            StationFile.JOURNAL,
            environment);
    return RunningDemo.start(home, wish, words -> {}, news -> {});
  }

  private static void opensDoorOne(RunningDemo demo) throws Exception {
    var world = demo.world();
    demo.touch().await(StationDeathsTest::attracts, SOON);
    centreShows(demo, centre -> centre.at("/stations/0/inBooks").asInt() == 14);
    assertThat(world.holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
    var menu = demo.touch().await(screen -> screen.at("/doors/0/offered").asBoolean(), SOON);
    assertThat(world.removeCard().done()).isTrue();
    assertThat(demo.touch().touch(menu.at("/doors/0/intent"))).isEqualTo(202);
    streetShows(demo, street -> street.at("/doors/0/released").asBoolean());
    assertThat(world.openDoor(1).done()).isTrue();
    demo.touch().await(screen -> screen.at("/doors/0/look").asText().equals("open"), SOON);
  }

  private static boolean attracts(JsonNode screen) {
    return screen.path("name").asText().equals("attract");
  }

  private static StationUnit.Child running(RunningDemo demo) {
    return Objects.requireNonNull(demo.station().child());
  }

  private static int ended(StationUnit.Child child) throws Exception {
    return child.exit().get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private static void signal(StationUnit.Child child, String signal) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  static void centreShows(RunningDemo demo, Predicate<JsonNode> wanted) throws Exception {
    shows(demo.ports().centre(), wanted);
  }

  static void streetShows(RunningDemo demo, Predicate<JsonNode> wanted) throws Exception {
    shows(demo.ports().street(), wanted);
  }

  private static void shows(int port, Predicate<JsonNode> wanted) throws Exception {
    var stream = URI.create("http://127.0.0.1:" + port + "/api/changes");
    try (var http = HttpClient.newHttpClient()) {
      EventStream.first(http, HttpRequest.newBuilder(stream), wanted, SOON);
      http.shutdownNow();
    }
  }
}
