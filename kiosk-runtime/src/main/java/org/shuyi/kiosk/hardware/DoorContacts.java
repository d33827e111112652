package org.shuyi.kiosk.hardware;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.lock.Contact;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.DoorId;

/**
 * Joins what the latch of a door says with what the door's own sensor says. A closed latch proves
 * no closed door: somebody may have snapped it in by hand.
 */
final class DoorContacts {
  private final SortedMap<DoorId, Halves> doors = new TreeMap<>();

  private static final class Halves {
    private Contact latch = Contact.UNKNOWN;
    private Contact sensor = Contact.UNKNOWN;
    private boolean latchSensed = true;
    private boolean sensorSensed = true;
    private boolean sensorTellsItself;
    private DoorContact told = DoorContact.UNKNOWN;
  }

  /** Which doors have a sensor of their own. */
  DoorContacts(Collection<DoorId> withSensor) {
    withSensor.forEach(door -> doors.put(door, new Halves()));
  }

  /** This door's sensor tells by itself and is never asked, as a pin does. */
  synchronized void tellsItself(DoorId door) {
    doors.computeIfAbsent(door, id -> new Halves()).sensorTellsItself = true;
  }

  /** Whether a door has a sensor besides its latch. */
  synchronized boolean has(DoorId door) {
    return doors.containsKey(door);
  }

  /** Everybody is asked: old words count no longer. */
  synchronized void asked() {
    for (Halves halves : doors.values()) {
      halves.latchSensed = false;
      halves.sensorSensed = halves.sensorTellsItself;
    }
  }

  /** What is new of a door since its latch changed to this. */
  synchronized Optional<DoorContact> latch(DoorId door, Contact contact) {
    halves(door).latch = contact;
    return news(halves(door));
  }

  /** What is new of a door since its sensor changed to this. */
  synchronized Optional<DoorContact> sensor(DoorId door, Contact contact) {
    halves(door).sensor = contact;
    return news(halves(door));
  }

  /** A latch was looked at afresh; empty until the sensor was, too. */
  synchronized Optional<DoorContact> latchSensed(DoorId door, Contact contact) {
    halves(door).latch = contact;
    halves(door).latchSensed = true;
    return sensed(halves(door));
  }

  /** A sensor was looked at afresh; empty until the latch was, too. */
  synchronized Optional<DoorContact> sensorSensed(DoorId door, Contact contact) {
    halves(door).sensor = contact;
    halves(door).sensorSensed = true;
    return sensed(halves(door));
  }

  private static Optional<DoorContact> news(Halves halves) {
    DoorContact now = joined(halves.latch, halves.sensor);
    if (now == halves.told) return Optional.empty();
    halves.told = now;
    return Optional.of(now);
  }

  private static Optional<DoorContact> sensed(Halves halves) {
    if (!halves.latchSensed || !halves.sensorSensed) return Optional.empty();
    halves.told = joined(halves.latch, halves.sensor);
    return Optional.of(halves.told);
  }

  /** What both halves together say; what one of them does not say is unknown. */
  static DoorContact joined(Contact latch, Contact sensor) {
    if (latch == Contact.UNKNOWN || sensor == Contact.UNKNOWN) return DoorContact.UNKNOWN;
    if (latch == Contact.OPEN) return DoorContact.OPEN;
    return sensor == Contact.OPEN ? DoorContact.AJAR : DoorContact.CLOSED;
  }

  private Halves halves(DoorId door) {
    return doors.computeIfAbsent(door, id -> new Halves());
  }
}
