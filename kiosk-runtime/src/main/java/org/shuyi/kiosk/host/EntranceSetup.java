package org.shuyi.kiosk.host;

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

  static EntrancePlan plan(EntranceConfig entrance) {
    EntrancePlan plan = EntrancePlan.none();
    if (entrance.room().isPresent()) plan = plan.with(room(entrance.room().get()));
    if (entrance.door().isPresent()) plan = plan.with(door(entrance.door().get()));
    return plan;
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
