/** {@code ./kiosk new-driver}: the files that a new driver begins with, written from templates. */
@NullMarked
package org.shuyi.sim.newdriver;

import org.jspecify.annotations.NullMarked;
