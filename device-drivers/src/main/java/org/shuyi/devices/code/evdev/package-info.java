/** Scanners that are keyboards, taken for ourselves alone by the kernel's input devices. */
@NullMarked
package org.shuyi.devices.code.evdev;

import org.jspecify.annotations.NullMarked;
