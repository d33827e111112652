/** The port of power supplies that hold up the station: mains, battery, low. */
@NullMarked
package org.shuyi.devices.power;

import org.jspecify.annotations.NullMarked;
