package org.shuyi.kiosk.host;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.lock.Polarity;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.hardware.DoorWiring;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.cabinet.CabinetPlan;

/** What the kernel is told of a cabinet's doors besides their devices. */
final class CabinetWiring {
  private CabinetWiring() {}

  static CabinetPlan plan(StationConfig config) {
    CabinetPlan plain = CabinetPlan.plain();
    return plain
        .withBoltsAtOnce(config.boltsAtOnce().orElse(plain.boltsAtOnce()))
        .withSensors(sensors(config))
        .withUnproven(unproven(config));
  }

  private static SortedMap<DeviceId, SortedMap<DoorId, Integer>> unproven(StationConfig config) {
    var unproven = new TreeMap<DeviceId, SortedMap<DoorId, Integer>>();
    config
        .doors()
        .forEach(
            (label, door) -> {
              var board = config.devices().get(door.lock());
              if (board != null && isUnproven(board))
                unproven
                    .computeIfAbsent(new DeviceId(door.lock()), id -> new TreeMap<>())
                    .put(new DoorId(label), door.channel());
            });
    return unproven;
  }

  private static boolean isUnproven(DeviceConfig board) {
    return Polarity.of(board.settings().text("polarity", "")) == Polarity.UNPROVEN;
  }

  static Optional<DoorWiring.Input> input(Optional<StationConfig.InputConfig> input) {
    return input.map(at -> new DoorWiring.Input(new DeviceId(at.device()), at.number()));
  }

  static SortedMap<DoorId, Integer> byDoor(SortedMap<String, Integer> pins) {
    var byDoor = new TreeMap<DoorId, Integer>();
    pins.forEach((door, pin) -> byDoor.put(new DoorId(door), pin));
    return byDoor;
  }

  /** How long a door may seem ajar only since one of its halves is told later than the other. */
  private static SortedMap<DoorId, Duration> sensors(StationConfig config) {
    var sensors = new TreeMap<DoorId, Duration>();
    config
        .doors()
        .forEach(
            (label, door) -> {
              boolean sameBoard =
                  door.sensor().map(input -> input.device().equals(door.lock())).orElse(false);
              boolean hasPin = config.pins().map(p -> p.sensors().containsKey(label)).orElse(false);
              if (sameBoard) sensors.put(new DoorId(label), CabinetPlan.TOLD_TOGETHER);
              else if (hasPin || door.sensor().isPresent())
                sensors.put(new DoorId(label), CabinetPlan.TOLD_APART);
            });
    return sensors;
  }
}
