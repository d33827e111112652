/** Contacts that watch over the cabinet: alarms that are on the disk before the power dies. */
@NullMarked
package org.shuyi.kiosk.kernel.guard;

import org.jspecify.annotations.NullMarked;
