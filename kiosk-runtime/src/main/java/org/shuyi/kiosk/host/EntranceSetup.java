package org.shuyi.kiosk.host;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.config.EntranceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.hardware.EntranceWiring;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;

/** What kernel and pins are told of the way into a room. */
final class EntranceSetup {
  private EntranceSetup() {}

  static EntrancePlan plan(StationConfig config) {
    Optional<EntranceConfig.Room> room = config.entrance().flatMap(EntranceConfig::room);
    Optional<EntranceConfig.Door> door = config.entrance().flatMap(EntranceConfig::door);
    EntrancePlan plan = EntrancePlan.none();
    if (room.isPresent()) plan = plan.with(room(room.get()));
    if (door.isPresent()) plan = plan.with(door(door.get()));
    return exitIsSeen(config) ? plan.watchingExit() : plan;
  }

  /** What is no mistake, and whoever sets the station up should know; each in a sentence. */
  static List<String> remarks(StationConfig config) {
    boolean wayOut =
        config.pins().filter(pins -> pins.fire().isPresent()).isPresent()
            || config.entrance().flatMap(EntranceConfig::door).isPresent();
    return wayOut && !exitIsSeen(config)
        ? List.of(
            "no pins.exit-freed: this station cannot see whether the way out is released in a fire")
        : List.of();
  }

  private static boolean exitIsSeen(StationConfig config) {
    return config
        .pins()
        .filter(pins -> pins.entrance().containsKey(EntranceContact.EXIT_FREED.word()))
        .isPresent();
  }

  private static EntrancePlan.Door door(EntranceConfig.Door door) {
    return new EntrancePlan.Door(Hardware.PINS, door.release(), door.patience());
  }

  /** The readers and scanners outside. */
  static SortedSet<DeviceId> outside(EntranceConfig entrance) {
    var readers = new TreeSet<DeviceId>();
    entrance
        .door()
        .ifPresent(door -> door.readers().forEach(name -> readers.add(new DeviceId(name))));
    return readers;
  }

  private static EntrancePlan.Room room(EntranceConfig.Room room) {
    return new EntrancePlan.Room(
        room.limit(), room.beams(), room.errorPercent(), FittingsWiring.hours(room.quiet()));
  }

  static EntranceWiring wiring(PinsConfig pins, StationConfig config) {
    var contacts = new TreeMap<EntranceContact, Integer>();
    for (EntranceContact contact : EntranceContact.values()) {
      Integer pin = pins.entrance().get(contact.word());
      if (pin != null) contacts.put(contact, pin);
    }
    Optional<EntranceConfig.Door> door = config.entrance().flatMap(EntranceConfig::door);
    Optional<Integer> pin = Optional.ofNullable(pins.switches().get("entrance"));
    return new EntranceWiring(
        contacts, door.flatMap(way -> pin.map(number -> new Relay(number, way.release()))));
  }
}
