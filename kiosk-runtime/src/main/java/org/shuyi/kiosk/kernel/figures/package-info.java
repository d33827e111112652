/** Service statistics with fixed definitions. */
@NullMarked
package org.shuyi.kiosk.kernel.figures;

import org.jspecify.annotations.NullMarked;
