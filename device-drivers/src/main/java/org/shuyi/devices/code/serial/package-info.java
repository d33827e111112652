/** Barcode and QR scanners that send text over a serial line. */
@NullMarked
package org.shuyi.devices.code.serial;

import org.jspecify.annotations.NullMarked;
