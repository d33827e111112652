/**
 * The station's memory on disk: records, saved state and the cursor to the centre; the only SQL.
 */
@NullMarked
package org.shuyi.kiosk.journal;

import org.jspecify.annotations.NullMarked;
