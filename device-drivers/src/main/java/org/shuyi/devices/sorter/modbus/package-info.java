/** Sorters behind a PLC that speaks Modbus, by a map file of their maker. */
@NullMarked
package org.shuyi.devices.sorter.modbus;

import org.jspecify.annotations.NullMarked;
