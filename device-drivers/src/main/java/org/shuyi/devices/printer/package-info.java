/** The port of receipt printers: a receipt is printed whole, or it is told why not. */
@NullMarked
package org.shuyi.devices.printer;

import org.jspecify.annotations.NullMarked;
