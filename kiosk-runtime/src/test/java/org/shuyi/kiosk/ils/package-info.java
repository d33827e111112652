/** The worked messages of SIP2, read and written. */
@NullMarked
package org.shuyi.kiosk.ils;

import org.jspecify.annotations.NullMarked;
