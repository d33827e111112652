/** The port of card dispensers: one card at a time, drawn, presented, taken or captured. */
@NullMarked
package org.shuyi.devices.dispenser;

import org.jspecify.annotations.NullMarked;
