package org.shuyi.sim.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units as systemd itself reads them; the program they start is not installed here. */
@Needs("systemd-analyze")
class SystemdTest {

  /** R8 of the quality goals, in systemd's scale from 0 (nothing to attack) to 10. */
  private static final double MOST_EXPOSED = 1.3;

  private static final Pattern EXPOSURE =
      Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");

  @TempDir Path folder;

  @Test
  void systemdFindsNothingWrongWithTheUnits() throws Exception {
    for (Path unit : installed()) {
      Said said = analyze("verify", "--man=no", "--recursive-errors=no", unit.toString());
      assertThat(said.text()).as("systemd-analyze verify %s", unit.getFileName()).isEmpty();
      assertThat(said.exit()).isZero();
    }
  }

  @Test
  void aTypingErrorInAUnitIsFound() throws Exception {
    Path unit = installed().getFirst();
    Files.writeString(unit, Files.readString(unit).replace("ProtectHome=", "ProtectHme="));
    assertThat(analyze("verify", "--man=no", "--recursive-errors=no", unit.toString()).text())
        .contains("ProtectHme");
  }

  @Test
  void theUnitIsHardlyExposed() throws Exception {
    for (Path unit : installed()) {
      Said said = analyze("security", "--offline=true", "--no-pager", unit.toString());
      Matcher exposure = EXPOSURE.matcher(said.text());
      assertThat(exposure.find()).as(said.text()).isTrue();
      assertThat(Double.parseDouble(exposure.group(1)))
          .as("exposure of %s:%n%s", unit.getFileName(), said.text())
          .isLessThanOrEqualTo(MOST_EXPOSED);
    }
  }

  @Test
  void aUnitWithoutItsFencesIsExposed() throws Exception {
    Path unit = installed().getFirst();
    String open =
        Files.readString(unit).replaceAll("(?m)^(Protect|System|Private|Restrict).*\n", "");
    Files.writeString(unit, open);
    Matcher exposure =
        EXPOSURE.matcher(
            analyze("security", "--offline=true", "--no-pager", unit.toString()).text());
    assertThat(exposure.find()).isTrue();
    assertThat(Double.parseDouble(exposure.group(1))).isGreaterThan(MOST_EXPOSED);
  }

  @Test
  void theServiceIsWatchedItsMemoryBoundedItsUserOwnAndItsRootReadOnly() {
    String unit = House.text(House.root().resolve("systemd/shuyi-kiosk.service"));
    assertThat(unit)
        .contains("Type=notify", "WatchdogSec=", "MemoryMax=", "TasksMax=", "StateDirectory=")
        .contains("\nUser=shuyi\n", "\nProtectSystem=strict\n", "\nCapabilityBoundingSet=\n")
        .doesNotContain("MemoryDenyWriteExecute=yes", "DeviceAllow=/dev");
  }

  @Test
  void aCameraAndASoundCardAreOpenOnlyByTheirDropIns() throws Exception {
    String unit = House.text(House.root().resolve("systemd/shuyi-kiosk.service"));
    assertThat(unit).contains("\nDevicePolicy=closed\n");
    var devices =
        Map.of(
            "camera.conf", List.of("char-video4linux rw", "char-media rw", "char-dma_heap rw"),
            "voice.conf", List.of("char-alsa rw"));
    for (var each : devices.entrySet()) {
      String dropIn = House.text(House.root().resolve("systemd").resolve(each.getKey()));
      for (String device : each.getValue()) {
        assertThat(unit).doesNotContain(device);
        assertThat(dropIn).contains("\nDeviceAllow=" + device + "\n");
      }
    }
  }

  @Test
  void withItsDropInsTheUnitIsRightAndStillHardlyExposed() throws Exception {
    Path unit = installed().getFirst();
    Path dropIns = Files.createDirectory(folder.resolve(unit.getFileName() + ".d"));
    for (String name : List.of("camera.conf", "voice.conf"))
      Files.writeString(
          dropIns.resolve(name), House.text(House.root().resolve("systemd").resolve(name)));
    assertThat(analyze("verify", "--man=no", "--recursive-errors=no", unit.toString()).text())
        .isEmpty();
    Said said = analyze("security", "--offline=true", "--no-pager", unit.toString());
    Matcher exposure = EXPOSURE.matcher(said.text());
    assertThat(exposure.find()).isTrue();
    assertThat(Double.parseDouble(exposure.group(1)))
        .as("with its drop-ins:%n%s", said.text())
        .isLessThanOrEqualTo(MOST_EXPOSED);
    assertThat(said.text()).contains("char-alsa:rw", "char-video4linux:rw");
    Files.writeString(dropIns.resolve("voice.conf"), "[Service]\nDeviceAlow=char-alsa rw\n");
    assertThat(analyze("verify", "--man=no", "--recursive-errors=no", unit.toString()).text())
        .contains("DeviceAlow");
  }

  /** Copies whose programs exist on any machine, since only the station's board has ours. */
  private List<Path> installed() throws IOException {
    List<Path> units = House.files(".service");
    assertThat(units).isNotEmpty();
    for (Path unit : units) {
      String text =
          House.text(unit).replaceAll("(?m)^(Exec\\w+=)/usr/lib/shuyi/\\S+", "$1/bin/true");
      Files.writeString(folder.resolve(unit.getFileName()), text);
    }
    try (Stream<Path> copies = Files.list(folder)) {
      return copies.sorted().toList();
    }
  }

  private record Said(int exit, String text) {}

  private static Said analyze(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("systemd-analyze"), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("SYSTEMD_COLORS", "0");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.strip());
  }
}
