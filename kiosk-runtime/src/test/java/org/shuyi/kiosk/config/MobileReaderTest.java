package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stops of a mobile station as a file says them. */
class MobileReaderTest {
  private static final String RECEIVER =
      "devices:\n  gnss: {kind: position.nmea, line: serial:/dev/shuyi/gnss}\n#";

  @TempDir Path folder;

  /** The example with the stop that stands in it as a comment, and a receiver. */
  private static String mobile() {
    return Example.text()
        .replaceAll("(?m)^# (mobile:|  accuracy|  stops|    east-gate|      [a-z]+:)", "$1")
        .replace("devices:  ", RECEIVER);
  }

  @Test
  void theStopOfTheExampleIsReadAndItsWordsOnDefaultsAreTrue() {
    MobileConfig mobile = Example.read(folder, mobile()).mobile().orElseThrow();
    assertThat(mobile.accuracy()).isEqualTo(50);
    MobileConfig.Stop stop = Objects.requireNonNull(mobile.stops().get("east-gate"));
    assertThat(List.of(stop.latitude(), stop.longitude(), stop.radius()))
        .containsExactly(31_230_400, 121_473_700, 100);
    assertThat(stop.serves()).isTrue();
    assertThat(stop.hours().map(HoursConfig::from)).hasValue(LocalTime.of(8, 30));
    String shorter = mobile().replaceAll("(?m)^ *(accuracy|radius|serves): .*\n", "");
    assertThat(shorter).hasSizeLessThan(mobile().length() - 200);
    assertThat(Example.read(folder, shorter).mobile()).hasValue(mobile);
  }

  @Test
  void degreesHaveTheirSignAndTheirRange() {
    String south = mobile().replace("latitude: 31.2304 ", "latitude: -0.000021 ");
    assertThat(south).isNotEqualTo(mobile());
    assertThat(Example.read(folder, south).mobile().orElseThrow().stops().get("east-gate"))
        .extracting(MobileConfig.Stop::latitude)
        .isEqualTo(-21);
    for (String wrong : new String[] {"31.2", "31.2304567", "90.0001", "N31.2304", "31"}) {
      assertThat(refused(mobile().replace("latitude: 31.2304 ", "latitude: " + wrong + " ")))
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith("mobile.stops.east-gate.latitude: ")
          .contains("4 to 6 digits behind the point");
    }
  }

  @Test
  void stopsNeedAReceiverAndAReceiverNeedsStops() {
    assertThat(refused(mobile().replace(RECEIVER, "devices:  ")))
        .containsExactly(
            "mobile: no device tells the position; expected a device of a kind such as position.nmea");
    assertThat(refused(Example.text().replace("devices:  ", RECEIVER)))
        .containsExactly("mobile: is missing; expected the stops, since there is a receiver");
    assertThat(refused(mobile().replace("    east-gate:", "    East Gate:")))
        .singleElement()
        .asString()
        .contains("1 to 32 of a-z, 0-9 and -");
  }

  private List<String> refused(String text) {
    return Example.said(Example.refused(folder, text));
  }
}
