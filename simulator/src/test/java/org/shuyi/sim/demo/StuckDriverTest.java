package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Ending;
import org.shuyi.kiosk.host.RunningStation;
import org.shuyi.kiosk.host.Wires;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.house.Needs;
import org.shuyi.sim.house.PassedOn;

/**
 * A driver that does not return from a step, by a bug that no test has found: its device is lost
 * and said to be so, and nobody else waits. The program is not started anew for it, since whoever
 * stands at another door has no part in it.
 */
@Needs("pty")
@Timeout(120)
class StuckDriverTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String STUCK = Devices.reader(2);

  @TempDir Path folder;
  private final Planted wires = new Planted(Wires.ofThisMachine());

  @Test
  void aDriverThatNeverReturnsIsSaidToBeLostAndTheOtherDoorsServe() throws Exception {
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish = new RunningDemo.Wish(DemoCommand.sources(), Ports.ANY, false);
    try (var demo = RunningDemo.start(home, wish, words -> {}, news -> {})) {
      var station = RunningStation.start(config(home), wires);
      try {
        StationDeathsTest.centreShows(demo, centre -> health(centre).equals("ready"));
        wires.neverReturns = true;
        StationDeathsTest.centreShows(
            demo, centre -> health(centre).equals("lost: its driver has not returned for 5 s"));
        assertThat(wires.devices())
            .filteredOn(device -> device.health().equals("lost"))
            .singleElement()
            .satisfies(device -> assertThat(device.name()).isEqualTo(STUCK));

        borrowsAtDoorOne(demo);
        StationDeathsTest.centreShows(
            demo, centre -> centre.at("/books/onLoan/0/title").asText().equals("西游记"));
        assertThat(station.ending()).as("nobody restarts it").isNotDone();
      } finally {
        station.stop(Ending.ORDERED, "the test is over");
        wires.letGo.countDown();
      }
      assertThat(station.ending().get(1, TimeUnit.SECONDS)).isEqualTo(Ending.ORDERED);
    }
  }

  private static void borrowsAtDoorOne(RunningDemo demo) throws Exception {
    var world = demo.world();
    demo.touch().await(screen -> screen.path("name").asText().equals("attract"), SOON);
    assertThat(world.holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
    var menu = demo.touch().await(screen -> screen.at("/doors/0/offered").asBoolean(), SOON);
    assertThat(menu.at("/doors/1/offered").asBoolean()).as("whose reader is lost").isFalse();
    assertThat(world.removeCard().done()).isTrue();
    assertThat(demo.touch().touch(menu.at("/doors/0/intent"))).isEqualTo(202);
    StationDeathsTest.streetShows(demo, street -> street.at("/doors/0/released").asBoolean());
    assertThat(world.openDoor(1).done()).isTrue();
    var journey = world.scene().shelves().getFirst().books().getFirst();
    assertThat(world.takeBook(Cast.VISITOR, journey).done()).isTrue();
    assertThat(world.closeDoor(1).done()).isTrue();
  }

  private static String health(JsonNode centre) {
    return centre.at("/stations/0/status/devices/" + STUCK).asText();
  }

  private static StationConfig config(Home home) throws Exception {
    return switch (StationConfig.read(home.stationFile(), Wiring::complaints)) {
      case Reading.Read(StationConfig config) -> config;
      case Reading.Refused(var complaints) -> throw new AssertionError(complaints);
    };
  }

  /** The station's own wires, with one driver that has the bug. */
  private static final class Planted extends PassedOn {
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile boolean neverReturns;

    Planted(Wires wires) {
      super(wires);
    }

    @Override
    public <C, N> void run(
        DeviceConfig config,
        Driver<C, N> driver,
        Function<Consumer<C>, Consumer<N>> meet,
        Consumer<Health> health) {
      boolean planted = config.name().equals(STUCK);
      super.run(config, planted ? new Endless<>(driver) : driver, meet, health);
    }

    private final class Endless<C, N> implements Driver<C, N> {
      private final Driver<C, N> driver;

      Endless(Driver<C, N> driver) {
        this.driver = driver;
      }

      @Override
      public Answer<N> on(Told<C> told, long nowMillis) {
        while (neverReturns && letGo.getCount() > 0) hold();
        return driver.on(told, nowMillis);
      }

      private void hold() {
        try {
          letGo.await();
        } catch (InterruptedException inVain) {
          // As one that goes round and round, which would cost the other tests a core.
        }
      }

      @Override
      public long wakeAt() {
        return driver.wakeAt();
      }

      @Override
      public Health health() {
        return driver.health();
      }

      @Override
      public SortedMap<String, Long> counters() {
        return driver.counters();
      }
    }
  }
}
