/** KERONG CU16 lock boards: 16 bolts on RS-485 or TCP. */
@NullMarked
package org.shuyi.devices.lock.kerong;

import org.jspecify.annotations.NullMarked;
