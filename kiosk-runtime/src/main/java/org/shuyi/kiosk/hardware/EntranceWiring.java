package org.shuyi.kiosk.hardware;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.EntranceContact;

/**
 * What hangs at the pins of the way into a room and out of it.
 *
 * @param contacts the pin of each contact, which is closed to ground while nobody is there; that of
 *     the lock of the way out while that is free
 * @param door the relay that lets people in; high releases it
 */
public record EntranceWiring(
    SortedMap<EntranceContact, Integer> contacts, Optional<PinWiring.Relay> door) {
  /** No entrance. */
  public static final EntranceWiring NONE = new EntranceWiring(new TreeMap<>(), Optional.empty());

  public EntranceWiring {
    contacts = Collections.unmodifiableSortedMap(new TreeMap<>(contacts));
  }
}
