/** The air in the cabinet, and the fan and the heater that keep it fit for books and boards. */
@NullMarked
package org.shuyi.kiosk.kernel.climate;

import org.jspecify.annotations.NullMarked;
