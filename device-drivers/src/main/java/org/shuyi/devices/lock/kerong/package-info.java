/** KERONG lock boards, CU16 and CU48: 16 or 48 bolts on RS-485 or TCP. */
@NullMarked
package org.shuyi.devices.lock.kerong;

import org.jspecify.annotations.NullMarked;
