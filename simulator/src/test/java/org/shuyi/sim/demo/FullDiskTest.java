package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.house.Needs;
import org.shuyi.sim.world.Deed;

/**
 * Fault 47 at the station as shipped: its disk fills up under it. Whoever stands before it is told,
 * the centre hears of it, no bolt moves, and it serves again by itself when there is room.
 */
@Needs({"pty", "tmpfs"})
@Timeout(240)
class FullDiskTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** A disk of some megabytes. */
  private static final class SmallDisk implements AutoCloseable {
    private final Path folder;

    SmallDisk(Path folder) throws IOException {
      this.folder = Files.createDirectories(folder);
      run(List.of("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString()));
    }

    /** Not a byte is left. */
    void fill() throws IOException {
      try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
        var block = new byte[4_096];
        while (true) out.write(block);
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }

    void free() throws IOException {
      Files.delete(folder.resolve("filler"));
    }

    @Override
    public void close() throws IOException {
      run(List.of("umount", "-l", folder.toString()));
    }

    private static void run(List<String> command) throws IOException {
      try {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aDiskThatFillsUpClosesTheStationAndTheCentreIsToldUntilThereIsRoom() throws Exception {
    try (var disk = new SmallDisk(folder.resolve("disk"));
        var demo = start(disk.folder.resolve("journal.db"))) {
      demo.touch().await(screen -> isNamed(screen, "attract"), SOON);
      StationDeathsTest.centreShows(demo, centre -> isInService(centre));

      disk.fill();
      var world = demo.world();
      assertThat(world.holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
      // What waited for its flush may come to the full disk before a finger does.
      var menu =
          demo.touch()
              .await(
                  screen ->
                      screen.at("/doors/0/offered").asBoolean()
                          || isNamed(screen, "out-of-service"),
                  SOON);
      assertThat(world.removeCard().done()).isTrue();
      if (!isNamed(menu, "out-of-service")) {
        assertThat(demo.touch().touch(menu.at("/doors/0/intent"))).isEqualTo(202);
      }
      isOutOfOrder(demo);

      // A start on the full disk shows the same, and waits.
      var first = Objects.requireNonNull(demo.station().child());
      demo.station().crash();
      assertThat(first.exit().join()).isEqualTo(137);
      demo.awaitStation(SOON);
      demo.touch().await(screen -> isNamed(screen, "out-of-service"), SOON);
      assertThat(pulls(demo)).as("intent before action").isZero();

      disk.free();
      servesAgain(demo);
      StationDeathsTest.centreShows(demo, centre -> isInService(centre));
    }
  }

  private static void isOutOfOrder(RunningDemo demo) throws Exception {
    var shown = demo.touch().await(screen -> isNamed(screen, "out-of-service"), SOON);
    assertThat(shown.at("/title/text").asText()).isEqualTo("暂停服务");
    assertThat(shown.at("/doors").findValuesAsText("offered")).doesNotContain("true");
    StationDeathsTest.centreShows(
        demo,
        centre ->
            serving(centre).equals("out-of-service")
                && centre
                    .at("/stations/0/status/devices/journal")
                    .asText()
                    .startsWith("lost: the journal failed"));
  }

  /** The program ends once it sees that its disk works again, and is started anew. */
  private static void servesAgain(RunningDemo demo) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      try {
        demo.awaitStation(SOON);
        demo.touch().await(screen -> isNamed(screen, "attract"), SOON);
        return;
      } catch (IOException | RunningDemo.NotUp ended) {
        // By exit code 74, and it is started again.
      }
    }
    throw new AssertionError("it does not serve again");
  }

  private static boolean isInService(JsonNode centre) {
    return serving(centre).equals("in-service")
        && !centre.at("/stations/0/status/devices/journal").asText().startsWith("lost");
  }

  private static String serving(JsonNode centre) {
    return centre.at("/stations/0/status/serving").asText();
  }

  private static boolean isNamed(JsonNode screen, String name) {
    return screen.path("name").asText().equals(name);
  }

  private static long pulls(RunningDemo demo) {
    return demo.world().history().stream()
        .filter(line -> line.deed() instanceof Deed.BoltPulled)
        .count();
  }

  private RunningDemo start(Path journal) throws Exception {
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish =
        new RunningDemo.Wish(DemoCommand.sources(), Ports.ANY, true, Cast.PASSERS_BY, journal);
    return RunningDemo.start(home, wish, words -> {}, news -> {});
  }
}
