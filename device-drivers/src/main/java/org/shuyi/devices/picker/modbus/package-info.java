/** Pickers behind a PLC that speaks Modbus, by a map file of their maker. */
@NullMarked
package org.shuyi.devices.picker.modbus;

import org.jspecify.annotations.NullMarked;
