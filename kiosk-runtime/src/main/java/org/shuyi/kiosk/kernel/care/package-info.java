/** Staff on site: service mode, doors opened by hand, counts, suspicions settled by looking. */
@NullMarked
package org.shuyi.kiosk.kernel.care;

import org.jspecify.annotations.NullMarked;
