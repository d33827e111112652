/** What makes rooms into a program: turn, loop, clock, wiring, and the way in and out. */
@NullMarked
package org.shuyi.kiosk.host;

import org.jspecify.annotations.NullMarked;
