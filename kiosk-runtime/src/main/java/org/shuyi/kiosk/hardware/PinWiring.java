package org.shuyi.kiosk.hardware;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;

/**
 * What hangs at the pins of the board.
 *
 * @param lamps the pin of each door's lamp; high lights it
 * @param tamper the pin of the switch behind the service panel, which is closed to ground while the
 *     panel is shut
 * @param fire the pin of the house's fire contact, which is closed to ground while there is no fire
 */
public record PinWiring(SortedMap<DoorId, Integer> lamps, OptionalInt tamper, OptionalInt fire) {
  public PinWiring {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
  }
}
