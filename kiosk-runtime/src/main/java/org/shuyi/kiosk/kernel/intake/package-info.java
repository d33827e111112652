/** The return slot: a gate, a tunnel that is read, and a belt that sorts into bins. */
@NullMarked
package org.shuyi.kiosk.kernel.intake;

import org.jspecify.annotations.NullMarked;
