package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.power.PowerNotice;
import org.shuyi.devices.power.PowerNotice.Supply;
import org.shuyi.devices.power.megatec.MegatecDriver;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.trust.Keys;

/** A whole station that ends, whatever goes wrong on the way. */
@Timeout(60)
class RunningStationTest {
  @TempDir private Path folder;

  @Test
  void aStepThatFailsByAnErrorKeepsNoOtherFromBeingTaken() throws Exception {
    StationConfig config = config();
    var station = RunningStation.start(config, new BrokenWires());
    station.stop(Ending.ORDERED, "home time");
    assertThat(station.ending().get(1, TimeUnit.SECONDS)).isEqualTo(Ending.ORDERED);
    try (var journal = Journal.open(config.journal(), new SecureRandom(), Instant.now())) {
      assertThat(journal.begin().why()).isEqualTo("ordered: home time");
    }
  }

  @Test
  void aLowBatteryEndsTheProgramInOrder() throws Exception {
    StationConfig config = config();
    var wires = new SupplyWires();
    var station = RunningStation.start(config, wires);
    wires.supply.get(10, TimeUnit.SECONDS).accept(new PowerNotice.Changed(Supply.BATTERY_LOW));
    assertThat(station.ending().get(20, TimeUnit.SECONDS)).isEqualTo(Ending.POWER);
    try (var journal = Journal.open(config.journal(), new SecureRandom(), Instant.now())) {
      assertThat(journal.begin().why()).isEqualTo("ordered: the battery is low");
      assertThat(journal.tail(20)).extracting(TailLine::kind).contains("mains-lost", "battery-low");
    }
  }

  /** Wires at which only the power supply says anything. */
  private static final class SupplyWires extends SilentWires {
    final CompletableFuture<Consumer<PowerNotice>> supply = new CompletableFuture<>();

    @Override
    @SuppressWarnings("unchecked") // a power supply's driver tells power notices
    public <C, N> void run(
        DeviceConfig device,
        Driver<C, N> driver,
        Function<Consumer<C>, Consumer<N>> meet,
        Consumer<Health> healths) {
      var notices = meet.apply(command -> {});
      if (driver instanceof MegatecDriver) supply.complete((Consumer<PowerNotice>) notices);
    }
  }

  /** Wires whose end is a bug of the linking kind, as a missing native library is. */
  private static final class BrokenWires extends SilentWires {
    @Override
    public void close() {
      throw new NoClassDefFoundError("a library that is not there");
    }
  }

  /** Wires at whose ends nobody is. */
  private static class SilentWires implements Wires {
    @Override
    public void start() {}

    @Override
    public void close() {}

    @Override
    public <C, N> void run(
        DeviceConfig device,
        Driver<C, N> driver,
        Function<Consumer<C>, Consumer<N>> meet,
        Consumer<Health> healths) {
      var _ = meet.apply(command -> {});
    }

    @Override
    public void pins(
        PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> healths) {}

    @Override
    public List<DeviceView> devices() {
      return List.of();
    }

    @Override
    public List<TracedFrame> frames(String name, int newest) {
      return List.of();
    }

    @Override
    public Optional<String> text(String name) {
      return Optional.empty();
    }
  }

  private StationConfig config() throws IOException {
    var centre = Keys.generate(new SecureRandom());
    Files.writeString(folder.resolve("centre.pem"), Keys.pem(centre.getPublic()));
    Files.writeString(folder.resolve("city.key"), "00".repeat(32));
    Path file = folder.resolve("station.yaml");
    Files.writeString(
        file,
        """
        station: {organisation: gz, id: cabinet-1}
        journal: {file: journal.db}
        touch: {port: %d}
        technician: {port: %d}
        centre: {broker: "tcp://127.0.0.1:%d", key: centre.pem}
        city-keys: [{number: 1, file: city.key}]
        clock: {trust: system}
        devices:
          locks: {kind: lock.kerong, line: "tcp:127.0.0.1:1", polarity: one-is-closed, supply: none}
          reader: {kind: tag.feig, line: "tcp:127.0.0.1:1"}
          ups: {kind: power.megatec, line: "tcp:127.0.0.1:1"}
        doors:
          "1": {lock: {device: locks, channel: 1}, tags: {device: reader, antenna: 1}}
        """
            .formatted(freePort(), freePort(), freePort()));
    return switch (StationConfig.read(file)) {
      case Reading.Read(StationConfig config) -> config;
      case Reading.Refused(var complaints) -> throw new AssertionError(complaints);
    };
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
