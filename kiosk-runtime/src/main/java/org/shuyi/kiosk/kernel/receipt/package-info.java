/** Receipts on paper, for whoever wants one. */
@NullMarked
package org.shuyi.kiosk.kernel.receipt;

import org.jspecify.annotations.NullMarked;
