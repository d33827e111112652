/** DS18B20 sensors of temperature on a one-wire bus, as the Linux driver tells of them. */
@NullMarked
package org.shuyi.devices.climate.ds18b20;

import org.jspecify.annotations.NullMarked;
