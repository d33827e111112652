package org.shuyi.kiosk.kernel.magnet;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DeviceId;

/**
 * A station that says its loans and returns to a library system.
 *
 * @param system the line to it
 * @param board whose pins close the contacts of the magnetic unit
 * @param ways what the unit can do; empty where there is none
 * @param pulse how long a contact is closed
 * @param layOn how long a patron is waited for who shall lay an item on the unit
 * @param refusesUnasked whether an item is refused of which the system could not be asked
 */
public record MagnetPlan(
    DeviceId system,
    DeviceId board,
    SortedSet<Way> ways,
    Duration pulse,
    Duration layOn,
    boolean refusesUnasked) {
  public MagnetPlan {
    ways = Collections.unmodifiableSortedSet(new TreeSet<>(ways));
  }
}
