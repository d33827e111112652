/** Pickers of street machines: what a station may ask of one, and what it is told. */
@NullMarked
package org.shuyi.devices.picker;

import org.jspecify.annotations.NullMarked;
