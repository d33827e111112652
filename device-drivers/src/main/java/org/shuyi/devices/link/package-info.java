/** The lines: serial ports, TCP and pins, with the only threads of this module. */
@NullMarked
package org.shuyi.devices.link;

import org.jspecify.annotations.NullMarked;
