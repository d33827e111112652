package org.shuyi.kiosk.kernel.health;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.entrance.Contacts;
import org.shuyi.kiosk.kernel.place.Sighting;

/**
 * What devices and the line to the centre can do. Never saved: drivers and courier say it again
 * after a start.
 *
 * @param slot what the sensors of the return slot see; empty where nobody knows
 * @param since the tick at which this life of the program began
 * @param contacts at the entrance
 * @param sighting of a mobile station's position
 */
public record Devices(
    SortedMap<DeviceId, DeviceHealth> healths,
    boolean online,
    Optional<IntakeScene> slot,
    long since,
    Contacts contacts,
    Sighting sighting) {
  public Devices {
    healths = Collections.unmodifiableSortedMap(new TreeMap<>(healths));
  }

  public static Devices unheard(long since) {
    return new Devices(
        new TreeMap<>(), false, Optional.empty(), since, Contacts.quiet(), Sighting.none());
  }

  public DeviceHealth of(DeviceId device) {
    return healths.getOrDefault(device, new DeviceHealth.Lost("not heard of yet"));
  }

  public Devices with(DeviceId device, DeviceHealth health) {
    var changed = new TreeMap<>(healths);
    changed.put(device, health);
    return new Devices(changed, online, slot, since, contacts, sighting);
  }

  public Devices linked(boolean on) {
    return new Devices(healths, on, slot, since, contacts, sighting);
  }

  public Devices seeing(Optional<IntakeScene> scene) {
    return new Devices(healths, online, scene, since, contacts, sighting);
  }

  public Devices seeing(Contacts next) {
    return new Devices(healths, online, slot, since, next, sighting);
  }

  public Devices seeing(Sighting next) {
    return new Devices(healths, online, slot, since, contacts, next);
  }
}
