/** A whole station and its town on one machine: two programs, joined by wires, MQTT and HTTP. */
@NullMarked
package org.shuyi.sim.demo;

import org.jspecify.annotations.NullMarked;
