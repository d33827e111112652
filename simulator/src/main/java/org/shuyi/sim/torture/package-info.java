/** Torture: the station as shipped, killed and cut off from everything at random, in real time. */
@NullMarked
package org.shuyi.sim.torture;

import org.jspecify.annotations.NullMarked;
