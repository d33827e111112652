/** Sorters and return inlets: what a station may ask of one, and what it is told. */
@NullMarked
package org.shuyi.devices.sorter;

import org.jspecify.annotations.NullMarked;
