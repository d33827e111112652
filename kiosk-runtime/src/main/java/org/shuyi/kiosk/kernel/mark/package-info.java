/** Security marks of the tags behind the doors: written, read back, taken back, and repaired. */
@NullMarked
package org.shuyi.kiosk.kernel.mark;

import org.jspecify.annotations.NullMarked;
