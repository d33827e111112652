/** Winnsen lock boards and those that took over their protocol: 16 bolts on RS-485. */
@NullMarked
package org.shuyi.devices.lock.winnsen;

import org.jspecify.annotations.NullMarked;
