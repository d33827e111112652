/** Where a mobile station stands: its stops, and whose word on them holds. */
@NullMarked
package org.shuyi.kiosk.kernel.place;

import org.jspecify.annotations.NullMarked;
