package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.config.PinsConfig;

/** A board without its chip is no reason to stop. */
class BoardPinsTest {
  private final List<Health> healths = new ArrayList<>();
  private final List<Pins> wired = new ArrayList<>();

  @Test
  void aMissingChipIsALostDeviceAndNothingIsWired() {
    var config =
        new PinsConfig(
            new PinsConfig.Board.Chip("gpiochip99"), new TreeMap<>(), OptionalInt.of(27));
    try (var pins = new BoardPins(config, (board, health) -> wired.add(board), healths::add)) {
      assertThat(pins.view().health()).isEqualTo("lost");
      pins.open();
      assertThat(wired).isEmpty();
      assertThat(healths)
          .singleElement()
          .isInstanceOfSatisfying(
              Health.Lost.class, lost -> assertThat(lost.why()).contains("/dev/gpiochip99"));
      assertThat(pins.view().line()).isEqualTo("/dev/gpiochip99");
      assertThat(pins.view().reason()).contains("there is no /dev/gpiochip99");
    }
  }

  @Test
  void pinsThatCannotBeClaimedAreGivenBackAndLost() {
    var config =
        new PinsConfig(
            new PinsConfig.Board.Line("tcp:127.0.0.1:1"), new TreeMap<>(), OptionalInt.of(27));
    try (var pins =
        new BoardPins(
            config,
            (board, health) -> {
              throw new IllegalStateException("pin 27 is busy");
            },
            healths::add)) {
      pins.open();
      assertThat(healths).containsExactly(new Health.Lost("pin 27 is busy"));
    }
  }
}
