package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.world.Deed;

/** The whole demo on ports that nobody else has: two programs, real wires. */
@Timeout(90)
class RunningDemoTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String DOOR_1 = "/doors/0";

  @TempDir Path folder;

  private final List<String> news = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aVisitorBorrowsAndTheCentreHearsOfIt() throws Exception {
    try (var demo = start()) {
      var world = demo.world();
      demo.touch().await(RunningDemoTest::opensWithAllBooks, SOON);
      assertThat(world.holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
      var menu = demo.touch().await(screen -> screen.at(DOOR_1 + "/offered").asBoolean(), SOON);
      world.removeCard();
      // The screen is told with the unlock; the bolt moves a frame on the wire later.
      var bolt = new CompletableFuture<Deed>();
      world.watch(
          (at, deed) -> {
            if (deed instanceof Deed.BoltPulled) bolt.complete(deed);
          });
      assertThat(demo.touch().touch(menu.at(DOOR_1 + "/intent"))).isEqualTo(202);
      demo.touch().await(screen -> look(screen).equals("unlocked"), SOON);
      bolt.get(SOON.toSeconds(), TimeUnit.SECONDS);

      assertThat(world.openDoor(1).done()).isTrue();
      demo.touch().await(screen -> look(screen).equals("open"), SOON);
      var journey = world.scene().shelves().getFirst().books().getFirst();
      assertThat(world.takeBook(Cast.VISITOR, journey).done()).isTrue();
      assertThat(world.closeDoor(1).done()).isTrue();

      centreShows(demo, centre -> centre.at("/books/onLoan/0/title").asText().equals("西游记"));
      var shown = demo.touch().await(screen -> screen.at("/lines/0/kind").isTextual(), SOON);
      assertThat(shown.at("/lines/0/kind").asText()).isEqualTo("loaned");
      assertThat(shown.at("/lines/0/title").asText()).isEqualTo("西游记");
    }
    assertThat(news).isEmpty();
  }

  @Test
  void theLampIsLitOverAnOfferedDoorAndAnOpenedPanelIsTheCentresAlarm() throws Exception {
    try (var demo = start()) {
      var world = demo.world();
      demo.touch().await(RunningDemoTest::opensWithAllBooks, SOON);
      assertThat(world.panel(true).done()).isTrue();
      centreShows(
          demo, centre -> centre.at("/stations/0/alarms/0").asText().startsWith("tamper: "));
      assertThat(world.panel(false).done()).isTrue();
      centreShows(demo, centre -> centre.at("/stations/0/alarms").isEmpty());

      assertThat(world.holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
      var menu = demo.touch().await(screen -> screen.at(DOOR_1 + "/offered").asBoolean(), SOON);
      assertThat(world.lit(1)).isFalse();
      assertThat(demo.touch().touch(menu.at(DOOR_1 + "/intent"))).isEqualTo(202);
      streetShows(demo, street -> street.at("/doors/0/lit").asBoolean());
      assertThat(world.lit(2)).isFalse();
      streetShows(demo, street -> !street.at("/doors/0/lit").asBoolean());
    }
  }

  @Test
  void theStationOpensSurvivesWhatTheTownDoesToItAndLeavesNobodyBehind() throws Exception {
    long last;
    try (var demo = start()) {
      demo.touch().await(RunningDemoTest::opensWithAllBooks, SOON);
      centreShows(demo, centre -> centre.at("/stations/0/state/state").asText().equals("online"));
      centreShows(demo, centre -> centre.at("/stations/0/inBooks").asInt() == 14);

      demo.world().network(false);
      demo.touch().await(screen -> screen.path("offline").asBoolean(), SOON);
      demo.world().network(true);
      demo.touch().await(screen -> !screen.path("offline").asBoolean(), SOON);

      var first = running(demo);
      demo.world().mains(false);
      assertThat(first.exit().get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(137);
      assertThat(demo.touch().shown()).isEmpty();

      demo.world().mains(true);
      demo.awaitStation(SOON);
      demo.touch().await(RunningDemoTest::opensWithAllBooks, SOON);

      var second = running(demo);
      demo.station().crash();
      assertThat(second.exit().get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(137);
      demo.awaitStation(SOON);
      demo.touch().await(RunningDemoTest::opensWithAllBooks, SOON);
      last = running(demo).pid();
    }
    assertThat(ProcessHandle.of(last)).isEmpty();
    assertThat(news).containsExactly("the station ended (killed) and is started again");
    assertThat(Files.readString(folder.resolve("demo").resolve("station.log")))
        .contains("stopping: asked by the system");
  }

  private RunningDemo start() throws Exception {
    AotCache.of(DemoCommand.sources()).make();
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish = new RunningDemo.Wish(DemoCommand.sources(), Ports.ANY, true);
    return RunningDemo.start(home, wish, words -> {}, news::add);
  }

  private static String look(JsonNode screen) {
    return screen.at(DOOR_1 + "/look").asText();
  }

  private static StationUnit.Child running(RunningDemo demo) {
    return Objects.requireNonNull(demo.station().child());
  }

  private static boolean opensWithAllBooks(JsonNode screen) {
    int items = 0;
    for (JsonNode door : screen.path("doors")) items += door.path("items").asInt();
    return screen.path("name").asText().equals("attract")
        && screen.path("demo").asBoolean()
        && screen.path("doors").path(0).path("titles").toString().contains("西游记")
        && screen.path("notices").isEmpty()
        && items == 14;
  }

  private static void centreShows(RunningDemo demo, Predicate<JsonNode> wanted) throws Exception {
    shows(demo.ports().centre(), wanted);
  }

  private static void streetShows(RunningDemo demo, Predicate<JsonNode> wanted) throws Exception {
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
