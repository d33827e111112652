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
  private final List<Long> waits = new ArrayList<>();
  private Runnable again = () -> {};
  private final BoardPins.Later later =
      (millis, task) -> {
        waits.add(millis);
        again = task;
      };

  @Test
  void aMissingChipIsALostDeviceAndNothingIsWired() {
    var config =
        new PinsConfig(
            new PinsConfig.Board.Chip("gpiochip99"),
            new TreeMap<>(),
            OptionalInt.of(27),
            OptionalInt.empty(),
            new TreeMap<>(),
            new TreeMap<>());
    try (var pins =
        new BoardPins(config, (board, health) -> wired.add(board), healths::add, later)) {
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
            new PinsConfig.Board.Line("tcp:127.0.0.1:1"),
            new TreeMap<>(),
            OptionalInt.of(27),
            OptionalInt.empty(),
            new TreeMap<>(),
            new TreeMap<>());
    try (var pins =
        new BoardPins(
            config,
            (board, health) -> {
              throw new IllegalStateException("pin 27 is busy");
            },
            healths::add,
            later)) {
      pins.open();
      assertThat(healths).containsExactly(new Health.Lost("pin 27 is busy"));
    }
  }

  @Test
  void pinsThatAreAwayAreLookedForAgainSeldomerEachTimeUntilTheyAreThere() {
    var config =
        new PinsConfig(
            new PinsConfig.Board.Line("tcp:127.0.0.1:1"),
            new TreeMap<>(),
            OptionalInt.of(27),
            OptionalInt.empty(),
            new TreeMap<>(),
            new TreeMap<>());
    try (var pins =
        new BoardPins(
            config,
            (board, health) -> {
              if (waits.size() < 6) throw new IllegalStateException("pin 27 is busy");
              wired.add(board);
            },
            healths::add,
            later)) {
      pins.open();
      while (wired.isEmpty()) again.run();
      assertThat(waits).containsExactly(5_000L, 10_000L, 20_000L, 40_000L, 60_000L, 60_000L);
      assertThat(healths).startsWith(new Health.Lost("pin 27 is busy"));
      assertThat(wired).hasSize(1);
    }
  }

  @Test
  void pinsThatWereClosedAreNotOpenedAgain() {
    var config =
        new PinsConfig(
            new PinsConfig.Board.Chip("gpiochip99"),
            new TreeMap<>(),
            OptionalInt.of(27),
            OptionalInt.empty(),
            new TreeMap<>(),
            new TreeMap<>());
    var pins = new BoardPins(config, (board, health) -> wired.add(board), healths::add, later);
    pins.open();
    pins.close();
    again.run();
    assertThat(waits).hasSize(1);
  }
}
