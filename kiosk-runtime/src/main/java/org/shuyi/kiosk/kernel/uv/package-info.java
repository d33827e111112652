/** Ultraviolet light behind closed doors, at hours when nobody comes. */
@NullMarked
package org.shuyi.kiosk.kernel.uv;

import org.jspecify.annotations.NullMarked;
