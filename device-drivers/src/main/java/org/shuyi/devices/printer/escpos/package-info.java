/** Receipt printers that speak ESC/POS: Epson TM, Bixolon, Rongta and many more. */
@NullMarked
package org.shuyi.devices.printer.escpos;

import org.jspecify.annotations.NullMarked;
