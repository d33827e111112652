/** RFID cabinets: doors, before and after, loans and returns by difference. */
@NullMarked
package org.shuyi.kiosk.kernel.shelf;

import org.jspecify.annotations.NullMarked;
