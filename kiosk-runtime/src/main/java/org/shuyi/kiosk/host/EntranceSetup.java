package org.shuyi.kiosk.host;

import java.util.TreeMap;
import org.shuyi.kiosk.config.EntranceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.hardware.EntranceWiring;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;

/** What kernel and pins are told of the way into a room. */
final class EntranceSetup {
  private EntranceSetup() {}

  static EntrancePlan plan(EntranceConfig entrance) {
    EntrancePlan plan = EntrancePlan.none();
    return entrance.room().map(EntranceSetup::room).map(plan::with).orElse(plan);
  }

  private static EntrancePlan.Room room(EntranceConfig.Room room) {
    return new EntrancePlan.Room(
        room.limit(), room.beams(), room.errorPercent(), FittingsWiring.hours(room.quiet()));
  }

  static EntranceWiring wiring(PinsConfig pins) {
    var contacts = new TreeMap<EntranceContact, Integer>();
    for (EntranceContact contact : EntranceContact.values()) {
      Integer pin = pins.entrance().get(contact.word());
      if (pin != null) contacts.put(contact, pin);
    }
    return new EntranceWiring(contacts);
  }
}
