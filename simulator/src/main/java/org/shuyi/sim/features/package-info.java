/** What was promised, row by row, and the tests that prove it: {@code ./kiosk features}. */
@NullMarked
package org.shuyi.sim.features;

import org.jspecify.annotations.NullMarked;
