/**
 * Signed rules from the centre: limits, block list, known patrons, the allowance while off line.
 */
@NullMarked
package org.shuyi.kiosk.kernel.policy;

import org.jspecify.annotations.NullMarked;
