/** FEIG CPR readers in "ISO host" mode, as readers of patrons' cards. */
@NullMarked
package org.shuyi.devices.card.feig;

import org.jspecify.annotations.NullMarked;
