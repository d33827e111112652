/** Receivers of satellite positions that speak NMEA 0183. */
@NullMarked
package org.shuyi.devices.position.nmea;

import org.jspecify.annotations.NullMarked;
