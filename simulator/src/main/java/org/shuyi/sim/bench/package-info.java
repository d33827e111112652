/** Figures of the station, each beside a twin that does the raw work in the same run. */
@NullMarked
package org.shuyi.sim.bench;

import org.jspecify.annotations.NullMarked;
