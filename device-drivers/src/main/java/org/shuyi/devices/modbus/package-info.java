/**
 * Modbus as values: questions, answers, and how both are framed on a serial line (RTU) and on TCP.
 */
@NullMarked
package org.shuyi.devices.modbus;

import org.jspecify.annotations.NullMarked;
