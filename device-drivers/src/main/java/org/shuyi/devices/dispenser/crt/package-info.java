/** Card dispensers of the CRT-571 and CRT-591 family. */
@NullMarked
package org.shuyi.devices.dispenser.crt;

import org.jspecify.annotations.NullMarked;
