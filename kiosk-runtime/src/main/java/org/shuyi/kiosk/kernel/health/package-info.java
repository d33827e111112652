/** Devices, alarms and what this station can still do. */
@NullMarked
package org.shuyi.kiosk.kernel.health;

import org.jspecify.annotations.NullMarked;
