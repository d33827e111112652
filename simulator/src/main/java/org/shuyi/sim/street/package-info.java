/** The street page: the physical truth of a cabinet, drawn, and the hands that act in it. */
@NullMarked
package org.shuyi.sim.street;

import org.jspecify.annotations.NullMarked;
