/** Virtual time: one clock and one queue, on which whole stations run without a thread. */
@NullMarked
package org.shuyi.sim.time;

import org.jspecify.annotations.NullMarked;
