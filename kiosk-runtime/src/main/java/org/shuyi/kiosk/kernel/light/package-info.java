/** The light in the cabinet and on the screen, and when it may be dim. */
@NullMarked
package org.shuyi.kiosk.kernel.light;

import org.jspecify.annotations.NullMarked;
