/** SHT3x sensors of temperature and humidity on I2C, as the hwmon driver of Linux tells of them. */
@NullMarked
package org.shuyi.devices.climate.sht3x;

import org.jspecify.annotations.NullMarked;
