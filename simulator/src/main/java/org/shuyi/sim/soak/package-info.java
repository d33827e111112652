/**
 * The soak: years of visits and faults in virtual time, by seed, compared with the physical truth.
 */
@NullMarked
package org.shuyi.sim.soak;

import org.jspecify.annotations.NullMarked;
