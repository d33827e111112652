/**
 * What must hold of stations that run as programs of their own, whoever kills them or cuts their
 * power: the journal's file against the centre, the shelves, and who really did what.
 */
@NullMarked
package org.shuyi.sim.judge;

import org.jspecify.annotations.NullMarked;
