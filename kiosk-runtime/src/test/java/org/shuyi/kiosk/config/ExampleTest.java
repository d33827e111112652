package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.kernel.FittingsPlan;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.trust.PemIdentity;
import org.shuyi.kiosk.ui.Role;

/**
 * The example is the reference of the format, so it is read, and its words on defaults are true.
 */
class ExampleTest {
  @TempDir Path folder;

  @Test
  void theExampleIsReadWithoutAComplaint() {
    StationConfig config = Example.read(folder, Example.text());
    assertThat(config.station().organisation()).isEqualTo("gz");
    assertThat(config.devices().keySet())
        .containsExactly(
            "air", "cards", "locks", "reader-1", "reader-2", "scanner", "sign", "voice");
    StationConfig.DoorConfig second = Objects.requireNonNull(config.doors().get("2"));
    assertThat(second.channel()).isEqualTo(2);
    assertThat(second.tags()).isEqualTo("reader-2");
    assertThat(second.sensor()).isEmpty();
    StationConfig.DoorConfig first = Objects.requireNonNull(config.doors().get("1"));
    assertThat(first.sensor()).hasValue(new StationConfig.InputConfig("locks", 9));
    assertThat(first.occupied()).hasValue(new StationConfig.InputConfig("locks", 1));
    assertThat(config.pins())
        .hasValue(
            new PinsConfig(
                new PinsConfig.Board.Chip("gpiochip0"),
                new TreeMap<>(Map.of("1", 17)),
                OptionalInt.of(27),
                OptionalInt.of(22),
                new TreeMap<>(Map.of("tilt", 23, "vibration", 24, "service-door", 25)),
                new TreeMap<>(Map.of("fan", 5, "heater", 6, "lights", 13, "uv", 26, "full", 11)),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(
                    Map.of(
                        "in",
                        9,
                        "out",
                        10,
                        "gate-in",
                        20,
                        "gate-out",
                        21,
                        "exit-button",
                        14,
                        "exit-freed",
                        15))));
    assertThat(config.centre().tls()).isPresent();
    assertThat(config.technician().staff().getFirst().hash().iterations()).isEqualTo(600_000);
  }

  @Test
  void theTechniciansPagesMayBeAskedFromElsewhereByTls() {
    String tls = "\n  certificate: pages.pem\n  private-key: pages.key ";
    var one = Example.read(folder, Example.with("bind: 127.0.0.1 ", "bind: 192.168.7.20" + tls));
    assertThat(one.technician().tls())
        .contains(new PemIdentity(folder.resolve("pages.pem"), folder.resolve("pages.key")));
    assertThat(one.technician().names()).containsExactly("192.168.7.20");
    String named = "bind: 0.0.0.0" + tls + "\n  names: [station.library.example] ";
    var all = Example.read(folder, Example.with("bind: 127.0.0.1 ", named));
    assertThat(all.technician().names()).containsExactly("station.library.example");
  }

  @Test
  void theDeviceSettingsOfTheExampleAreReadByWhoeverKnowsThem() {
    StationConfig config = Example.read(folder, Example.text());
    assertThat(Example.lines(config.finish())).hasSize(1);
    assertThat(Example.device(config, "locks").settings().text("polarity", ""))
        .isEqualTo("one-is-closed");
    assertThat(config.finish()).isEmpty();
  }

  @Test
  void whatIsUsualMayBeLeftOut() {
    String shorter =
        Example.text()
            .lines()
            .filter(line -> !line.contains("# usually"))
            .filter(line -> !line.startsWith("times:") && !line.startsWith("clock:"))
            .collect(Collectors.joining("\n"));
    StationConfig all = Example.read(folder, Example.text());
    StationConfig less = Example.read(folder, shorter);
    assertThat(less.times()).isEqualTo(all.times());
    assertThat(less.station()).isEqualTo(all.station());
    assertThat(less.centre()).isEqualTo(all.centre());
    assertThat(less.rounds()).isEqualTo(all.rounds());
    assertThat(less.outboxLimit()).isEqualTo(all.outboxLimit());
    assertThat(less.clock()).isEqualTo(all.clock());
    assertThat(less.touchPort()).isEqualTo(all.touchPort());
    assertThat(less.technician().port()).isEqualTo(all.technician().port());
  }

  @Test
  void theUsualTimesAreThoseOfACabinet() {
    StationConfig config = Example.read(folder, Example.text());
    StationConfig.Times times = config.times();
    assertThat(
            new Plan(
                new TreeMap<>(),
                config.station().languages(),
                times.pulse(),
                times.timeToOpen(),
                times.openTooLong(),
                times.countPatience(),
                config.rounds(),
                times.idle(),
                times.idleGrace(),
                times.receiptFor(),
                times.askPatience(),
                config.outboxLimit(),
                Plan.OPENINGS,
                Plan.OPENINGS_WITHIN,
                FittingsPlan.none()))
        .isEqualTo(Plan.cabinet(new TreeMap<>()));
    assertThat(config.centre().spread()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aPathThatIsNotAbsoluteBeginsWhereTheFileLies() {
    StationConfig config =
        Example.read(folder, Example.with("/var/lib/shuyi/journal.db", "journal.db"));
    assertThat(config.journal()).isEqualTo(folder.resolve("journal.db"));
    assertThat(config.centre().key()).isEqualTo(Path.of("/etc/shuyi/centre.pem"));
  }

  @Test
  void doorsAreInTheOrderOfTheirNumbers() {
    StationConfig config =
        Example.read(
            folder,
            Example.with("  \"1\":\n", "  10:\n")
                .replace("\"1\": 17", "10: 17")
                .replace("behind: [\"1\"]", "behind: [10]"));
    assertThat(config.doors().keySet()).containsExactly("2", "10");
  }

  @Test
  void theLanguagesAreThoseForWhichThereAreTexts() throws IOException {
    Path texts = Path.of("src/main/resources/org/shuyi/kiosk/ui/texts");
    try (Stream<Path> files = Files.list(texts)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".properties"))
                  .map(name -> name.replace(".properties", "")))
          .containsExactlyInAnyOrderElementsOf(StationReader.LANGUAGES);
    }
  }

  @Test
  void theRolesAreThoseOfTheStationsPages() {
    assertThat(StationReader.ROLES)
        .containsExactlyElementsOf(Arrays.stream(Role.values()).map(Role::word).toList());
  }
}
