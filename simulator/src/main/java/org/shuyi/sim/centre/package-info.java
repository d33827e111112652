/** The reference central system: circulation rules, applied-through acknowledgements, commands. */
@NullMarked
package org.shuyi.sim.centre;

import org.jspecify.annotations.NullMarked;
