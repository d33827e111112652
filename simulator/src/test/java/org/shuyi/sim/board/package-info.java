/**
 * A small computer with a kernel of its own, for what only a kernel can decide: input devices, USB.
 */
@NullMarked
package org.shuyi.sim.board;

import org.jspecify.annotations.NullMarked;
