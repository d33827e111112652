/** Small web pages on loopback: the street's and the centre's share how they are served. */
@NullMarked
package org.shuyi.sim.page;

import org.jspecify.annotations.NullMarked;
