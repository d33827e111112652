/** The mains, the battery, and the ordered stop before it ends. */
@NullMarked
package org.shuyi.kiosk.kernel.power;

import org.jspecify.annotations.NullMarked;
