/** Stories in plain words, played in virtual time or over real programs. */
@NullMarked
package org.shuyi.sim.scenario;

import org.jspecify.annotations.NullMarked;
