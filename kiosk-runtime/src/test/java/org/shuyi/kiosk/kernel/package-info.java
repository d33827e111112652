/** Tests of the kernel. */
@NullMarked
package org.shuyi.kiosk.kernel;

import org.jspecify.annotations.NullMarked;
