/**
 * What a cabinet's doors have besides a bolt and a switch: a supply that they share, sensors of
 * their own, the proof of what a board's bits mean, and barriers that see whether something lies in
 * a compartment.
 */
@NullMarked
package org.shuyi.kiosk.kernel.cabinet;

import org.jspecify.annotations.NullMarked;
