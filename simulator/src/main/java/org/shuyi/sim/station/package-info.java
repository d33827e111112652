/**
 * Whole stations in virtual time: the product's turn, hardware, drivers, journal and courier on one
 * queue.
 */
@NullMarked
package org.shuyi.sim.station;

import org.jspecify.annotations.NullMarked;
