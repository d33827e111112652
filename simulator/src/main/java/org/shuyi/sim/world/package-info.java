/**
 * The physical truth of a cabinet: doors, books, tags, hands and mains, which no software can argue
 * with.
 */
@NullMarked
package org.shuyi.sim.world;

import org.jspecify.annotations.NullMarked;
