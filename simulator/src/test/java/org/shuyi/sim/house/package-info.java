/**
 * The rules of the house as tests: who may import whom, a tidy tree, units that systemd accepts.
 */
@NullMarked
package org.shuyi.sim.house;

import org.jspecify.annotations.NullMarked;
