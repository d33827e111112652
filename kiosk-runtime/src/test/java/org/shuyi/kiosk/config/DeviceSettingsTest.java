package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.lock.Polarity;
import org.shuyi.devices.lock.kerong.KerongConfig;
import org.shuyi.devices.sorter.modbus.SorterConfig;

/** What drivers read of their own settings, and what is said of it. */
class DeviceSettingsTest {
  private static final List<String> KINDS = List.of("lock.kerong", "tag.feig", "card.feig");

  @TempDir Path folder;

  private static String locks(String... settings) {
    return Example.with(
        "    polarity: one-is-closed\n", "    " + String.join("\n    ", settings) + "\n");
  }

  /** As Wiring does it: kinds are known, and the driver's own record reads the settings. */
  private static List<Complaint> judge(DeviceConfig device) {
    if (List.of("scanner", "air", "sign", "voice").contains(device.name())) return List.of();
    if (!KINDS.contains(device.kind().text())) return List.of(device.kind().notOneOf(KINDS));
    if (device.kind().text().equals("lock.kerong")) new KerongConfig(device.settings());
    return List.of();
  }

  private List<String> judged(String text) {
    return switch (StationConfig.read(Example.file(folder, text), DeviceSettingsTest::judge)) {
      case Reading.Read read -> List.of();
      case Reading.Refused(List<Complaint> complaints) -> Example.said(complaints);
    };
  }

  @Test
  void aDriverReadsItsSettings() {
    StationConfig config = Example.read(folder, locks("board: 3", "pulse: 400ms", "atOnce: 2"));
    var read = new KerongConfig(Example.device(config, "locks").settings());
    assertThat(read.board()).isEqualTo(3);
    assertThat(read.common().polarity()).isEqualTo(Polarity.UNPROVEN);
    assertThat(read.common().pulse()).isEqualTo(Duration.ofMillis(400));
    assertThat(read.common().atOnce()).isEqualTo(2);
    assertThat(config.finish()).isEmpty();
  }

  @Test
  void theSettingsOfADeviceAreRefusedWithTheRestOfTheFile() {
    String text =
        locks("polarity: one-is-shut", "bord: 3", "poll: 5ms").replace("rounds: 5", "rounds: 50");
    assertThat(judged(text))
        .containsExactly(
            "rounds: \"50\" is not a whole number from 2 to 20",
            "devices.locks.polarity: \"one-is-shut\" is not one of one-is-closed, one-is-open, unproven",
            "devices.locks.bord: no such key; expected one of model, board, channels, answerWithin, pulse, coolDown, equalPolls, atOnce; did you mean board?",
            "devices.locks.poll: \"5ms\" is not a time such as 800ms, 5s or 2m, from 100ms to 1s");
  }

  @Test
  void anUnknownKindIsToldOnceAndItsKeysAreNot() {
    assertThat(judged(Example.with("kind: lock.kerong", "kind: lock.kerung")))
        .containsExactly(
            "devices.locks.kind: \"lock.kerung\" is not one of lock.kerong, tag.feig, card.feig; did you mean lock.kerong?");
  }

  @Test
  void aWrongValueIsReadAsTheUsualOne() {
    StationConfig config = Example.read(folder, locks("board: 99", "pulse: soon"));
    var read = new KerongConfig(Example.device(config, "locks").settings());
    assertThat(read.board()).isZero();
    assertThat(read.common().pulse()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.finish())
        .extracting(Complaint::key)
        .containsExactly("devices.locks.board", "devices.locks.pulse");
  }

  @Test
  void readingTwiceComplainsOnce() {
    StationConfig config = Example.read(folder, locks("board: 99"));
    for (DeviceConfig device : config.devices().values()) {
      judge(device);
      judge(device);
    }
    assertThat(config.finish()).hasSize(1);
  }

  @Test
  void aKeyThatNobodyReadIsAComplaint() {
    StationConfig config = Example.read(folder, locks("colour: red"));
    assertThat(Example.said(config.finish()))
        .containsExactly("devices.locks.colour: no such key; expected one of kind, line, supply");
  }

  @Test
  void aMapFileIsRefusedWithItsNameItsLineAndTheReason() throws IOException {
    String cards = "  cards:\n";
    String sorter =
        """
          sorter:
            kind: sorter.modbus
            line: tcp:192.168.7.30:502
            map: sorter.map
        """;
    StationConfig config = Example.read(folder, Example.with(cards, sorter + cards));
    var settings = Example.device(config, "sorter").settings();
    assertThat(new SorterConfig(settings).map()).isEmpty();
    assertThat(texts(config))
        .singleElement()
        .asString()
        .contains(
            "devices.sorter.map: \"sorter.map\" is not a text file that can be read: there is");
    Files.writeString(folder.resolve("sorter.map"), "# page 41\nbelt = holding 3\n");
    StationConfig again = Example.read(folder, Example.with(cards, sorter + cards));
    assertThat(new SorterConfig(Example.device(again, "sorter").settings()).map()).isPresent();
    assertThat(texts(again))
        .hasSizeGreaterThan(20)
        .contains(
            "sorter.map:2:1: devices.sorter.map: belt = holding 3; expected discrete ADDRESS, coil ADDRESS, input ADDRESS.BIT, or holding ADDRESS.BIT")
        .contains(
            "sorter.map: devices.sorter.map: there is no light-grating; expected light-grating = discrete ADDRESS, coil ADDRESS, input ADDRESS.BIT, or holding ADDRESS.BIT");
  }

  private static List<String> texts(StationConfig config) {
    return Example.device(config, "sorter").settings().complaints().stream()
        .map(Complaint::text)
        .toList();
  }
}
