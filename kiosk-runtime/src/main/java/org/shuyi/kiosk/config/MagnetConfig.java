package org.shuyi.kiosk.config;

import java.time.Duration;

/**
 * A station that says its loans and returns to a library system.
 *
 * @param system the device that is the line to it
 * @param pulse how long a contact of the magnetic unit is closed
 * @param layOn how long a patron is waited for who shall lay an item on the unit
 * @param refusesUnasked whether an item is refused of which the system could not be asked
 */
public record MagnetConfig(String system, Duration pulse, Duration layOn, boolean refusesUnasked) {}
