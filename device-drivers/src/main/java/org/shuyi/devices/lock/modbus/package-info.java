/** Relay boards that speak Modbus: coils pull bolts, discrete inputs are the doors' switches. */
@NullMarked
package org.shuyi.devices.lock.modbus;

import org.jspecify.annotations.NullMarked;
