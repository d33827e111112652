package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins.Bias;
import org.shuyi.devices.link.Pins.Level;

@Timeout(30)
class PinsTest {
  private final Context board = mocks();
  private final LinkedBlockingQueue<String> levels = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Health> healths = new LinkedBlockingQueue<>();

  @Test
  void aContactIsBelievedWhenItHasHeld() {
    var debounce = new Debounce();
    assertThat(debounce.look(Level.LOW, 0)).isEmpty();
    assertThat(debounce.look(Level.LOW, 20)).isEqualTo(Optional.of(Level.LOW));
    assertThat(debounce.look(Level.HIGH, 30)).isEmpty();
    assertThat(debounce.look(Level.LOW, 35)).isEmpty();
    assertThat(debounce.look(Level.HIGH, 40)).isEmpty();
    assertThat(debounce.look(Level.HIGH, 59)).isEmpty();
    assertThat(debounce.look(Level.HIGH, 60)).isEqualTo(Optional.of(Level.HIGH));
    assertThat(debounce.look(Level.HIGH, 99)).isEmpty();
  }

  @Test
  void pinsThatPretendAreRefused() {
    assertThatThrownBy(() -> Pi4jPins.refuseMocks(board))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mock");
  }

  @Test
  void aMachineWithoutSuchAChipSaysSo() {
    assertThatThrownBy(() -> new Pi4jPins("gpiochip99"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gpiochip99");
  }

  @Test
  void anOutputGoesOffByItselfAndIsNotProlonged() throws Exception {
    var changes = new LinkedBlockingQueue<DigitalState>();
    try (var pins = pi4j()) {
      var output = pins.output(18, Duration.ofMillis(100));
      board
          .<DigitalOutput>io("out-18", DigitalOutput.class)
          .addListener(event -> changes.add(event.state()));
      long began = System.nanoTime();
      output.pulse(Duration.ofSeconds(20));
      output.pulse(Duration.ofSeconds(20));
      assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(DigitalState.HIGH);
      assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(DigitalState.LOW);
      assertThat(System.nanoTime() - began).isGreaterThan(90_000_000L);
      output.pulse(Duration.ofMillis(100));
    }
    assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(DigitalState.HIGH);
    assertThat(changes.poll(10, TimeUnit.SECONDS)).as("closing").isEqualTo(DigitalState.LOW);
  }

  @Test
  void anInputIsToldAtOnceAndAtEachChange() throws Exception {
    try (var pins = pi4j()) {
      pins.watch(17, Bias.UP, (pin, level) -> levels.add(pin + " " + level));
      var input = board.<MockDigitalInput>io("in-17", MockDigitalInput.class);
      String first = levels.poll(10, TimeUnit.SECONDS);
      assertThat(first).isIn("17 LOW", "17 HIGH");
      boolean wasLow = "17 LOW".equals(first);
      input.mockState(wasLow ? DigitalState.HIGH : DigitalState.LOW);
      assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo(wasLow ? "17 HIGH" : "17 LOW");
    }
  }

  @Test
  void aTownAnswersForPinsOverALine() throws Exception {
    try (var town = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var pins =
            new LinePins(
                LineAddress.parse("tcp:127.0.0.1:" + town.getLocalPort()).line(), healths::add)) {
      pins.watch(4, Bias.UP, (pin, level) -> levels.add(pin + " " + level));
      var output = pins.output(9, Duration.ofHours(24));
      output.pulse(Duration.ofMinutes(1));
      pins.open();
      try (var station = town.accept();
          var said =
              new BufferedReader(
                  new InputStreamReader(station.getInputStream(), StandardCharsets.US_ASCII))) {
        assertThat(said.readLine()).isEqualTo("pins 1");
        assertThat(said.readLine()).isEqualTo("off 9");
        assertThat(said.readLine()).isEqualTo("watch 4 up");
        station
            .getOutputStream()
            .write(
                "level 4 1\nnonsense\nlevel 5 1\nlevel 4 0\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo("4 HIGH");
        assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo("4 LOW");
        assertThat(healths.poll(10, TimeUnit.SECONDS)).isInstanceOf(Health.Ready.class);
        output.pulse(Duration.ofMinutes(1));
        assertThat(said.readLine()).isEqualTo("on 9 60000");
        output.off();
        assertThat(said.readLine()).isEqualTo("off 9");
        output.pulse(Duration.ofDays(2));
        assertThat(said.readLine()).as("its longest time").isEqualTo("on 9 86400000");
      }
      assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo("4 UNKNOWN");
      assertThat(healths.poll(10, TimeUnit.SECONDS)).isInstanceOf(Health.Lost.class);
      try (var again = town.accept();
          var said =
              new BufferedReader(
                  new InputStreamReader(again.getInputStream(), StandardCharsets.US_ASCII))) {
        assertThat(said.readLine()).isEqualTo("pins 1");
        assertThat(said.readLine()).isEqualTo("off 9");
        assertThat(said.readLine()).isEqualTo("watch 4 up");
        assertThat(healths.poll(10, TimeUnit.SECONDS)).isInstanceOf(Health.Ready.class);
        output.pulse(Duration.ofMinutes(1));
        assertThat(said.readLine()).as("it went dark meanwhile").isEqualTo("on 9 60000");
      }
    }
  }

  private Pi4jPins pi4j() {
    return new Pi4jPins(board, MockDigitalInputProvider.ID, MockDigitalOutputProvider.ID, "a mock");
  }

  private static Context mocks() {
    return Pi4J.newContextBuilder()
        .noAutoDetect()
        .disableShutdownHook()
        .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
        .build();
  }
}
