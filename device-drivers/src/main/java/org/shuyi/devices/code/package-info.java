/** The port of barcode and QR scanners: a code was scanned. */
@NullMarked
package org.shuyi.devices.code;

import org.jspecify.annotations.NullMarked;
