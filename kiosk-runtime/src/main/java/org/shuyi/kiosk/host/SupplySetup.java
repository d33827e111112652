package org.shuyi.kiosk.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.BoardConfig;
import org.shuyi.kiosk.config.Complaint;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.config.SupplyConfig;
import org.shuyi.kiosk.config.SupplyConfig.AtBoard;
import org.shuyi.kiosk.config.SupplyConfig.AtPin;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.hardware.SupplyWiring;
import org.shuyi.kiosk.kernel.DeviceId;

/** How lock boards' bolts are fed: what is wrong with it, and what the hardware is told of it. */
final class SupplySetup {
  private static final String A_SUPPLY =
      "the relay that feeds its bolts, such as {pin: 7}, since it has no word that drops one;"
          + " none where nothing but the board shall end a pulse";

  private SupplySetup() {}

  static SortedMap<DeviceId, SupplyWiring> wirings(StationConfig config) {
    var wirings = new TreeMap<DeviceId, SupplyWiring>();
    for (DeviceConfig device : config.devices().values()) {
      device
          .supply()
          .flatMap(SupplySetup::wiring)
          .ifPresent(wiring -> wirings.put(new DeviceId(device.name()), wiring));
    }
    return wirings;
  }

  private static Optional<SupplyWiring> wiring(SupplyConfig supply) {
    return switch (supply) {
      case AtPin at ->
          Optional.of(new SupplyWiring.AtPin(new Relay(at.pin(), at.longest()), at.off()));
      case AtBoard at ->
          Optional.of(
              new SupplyWiring.AtBoard(new DeviceId(at.board().name()), at.channel(), at.off()));
      case SupplyConfig.None() -> Optional.empty();
    };
  }

  /** What a person should know of boards whose bolts nothing but the board itself lets go. */
  static List<String> remarks(StationConfig config) {
    return config.devices().values().stream()
        .filter(device -> device.supply().filter(SupplyConfig.None.class::isInstance).isPresent())
        .map(
            device ->
                "devices.%s.supply: none, so nothing but the board lets go of a bolt"
                    .formatted(device.name()))
        .toList();
  }

  static List<Complaint> complaints(DeviceConfig device, DeviceKind kind) {
    if (device.supply().isEmpty()) {
      boolean said = device.settings().hasTable("supply");
      return kind.needsSupply() && !said ? List.of(device.lacks("supply", A_SUPPLY)) : List.of();
    }
    return switch (device.supply().get()) {
      case AtPin at -> inTime(device, at.longest());
      case AtBoard at -> ofBoard(device, at);
      case SupplyConfig.None() -> List.of();
    };
  }

  /** Its supply comes, a whole pulse runs, and all of it ends within the longest. */
  private static List<Complaint> inTime(DeviceConfig device, Duration longest) {
    Duration needed = BoardConfig.pulse(device.settings()).plus(BoardConfig.SUPPLY_LEAD);
    if (longest.isZero() || needed.compareTo(longest) <= 0) return List.of();
    return List.of(
        device.clash(
            "pulse",
            "with the coming of its supply a pulse takes %d ms, and times.pulse is %d ms"
                .formatted(needed.toMillis(), longest.toMillis()),
            "a pulse that is %d ms shorter than times.pulse"
                .formatted(BoardConfig.SUPPLY_LEAD.toMillis())));
  }

  private static List<Complaint> ofBoard(DeviceConfig device, AtBoard at) {
    var complaints = new ArrayList<>(inTime(device, at.longest()));
    DeviceConfig feeder = at.board();
    DeviceKind kind = Wiring.deviceKinds().get(feeder.kind().text());
    if (kind != null && kind.needsSupply())
      complaints.add(at.at().isNot("a board that ends its pulses by itself, such as lock.modbus"));
    Settings settings = feeder.settings();
    Duration least = BoardConfig.pulse(device.settings()).plus(BoardConfig.SUPPLY_USED);
    Duration pulse = BoardConfig.pulse(settings);
    boolean tooLong = pulse.compareTo(at.longest()) > 0 && !at.longest().isZero();
    if (pulse.compareTo(least) < 0 || tooLong)
      complaints.add(
          feeder.clash(
              "pulse",
              "%s feeds the bolts of %s for %d ms"
                  .formatted(feeder.name(), device.name(), pulse.toMillis()),
              "%d to %d ms".formatted(least.toMillis(), at.longest().toMillis())));
    if (BoardConfig.coolDown(settings).compareTo(BoardConfig.coolDown(device.settings())) > 0)
      complaints.add(
          feeder.clash(
              "coolDown",
              "%s feeds the bolts of %s and cools down for longer than they"
                  .formatted(feeder.name(), device.name()),
              "%d ms at most".formatted(BoardConfig.coolDown(device.settings()).toMillis())));
    return complaints;
  }
}
