/** Magnetic strips: what the library system wants of them, and the unit that does it. */
@NullMarked
package org.shuyi.kiosk.kernel.magnet;

import org.jspecify.annotations.NullMarked;
