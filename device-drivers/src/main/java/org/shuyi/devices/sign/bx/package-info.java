/** Onbon's BX-5K and BX-6K cards, which draw Chinese characters by themselves. */
@NullMarked
package org.shuyi.devices.sign.bx;

import org.jspecify.annotations.NullMarked;
