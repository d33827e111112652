/**
 * Power cuts on paper: the writes and flushes of a real run, cut anywhere, and what a disk may have
 * kept of them opened by the product.
 */
@NullMarked
package org.shuyi.sim.crash;

import org.jspecify.annotations.NullMarked;
