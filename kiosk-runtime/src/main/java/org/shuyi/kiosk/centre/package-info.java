/**
 * The line to the centre: a courier that is a machine, a gate that is pure, a broker behind a port.
 */
@NullMarked
package org.shuyi.kiosk.centre;

import org.jspecify.annotations.NullMarked;
