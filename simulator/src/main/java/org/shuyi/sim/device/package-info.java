/** Devices at the other end of the wire, byte for byte as their makers' documents have them. */
@NullMarked
package org.shuyi.sim.device;

import org.jspecify.annotations.NullMarked;
