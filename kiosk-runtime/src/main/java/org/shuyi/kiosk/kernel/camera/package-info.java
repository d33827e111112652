/** One picture of what may be a break-in, which nobody here can look at. */
@NullMarked
package org.shuyi.kiosk.kernel.camera;

import org.jspecify.annotations.NullMarked;
