/** An MQTT 5 broker inside the program, for the demo and for tests that need a real line. */
@NullMarked
package org.shuyi.sim.broker;

import org.jspecify.annotations.NullMarked;
