/** Where every item is, with the evidence; what is suspect and how that is resolved. */
@NullMarked
package org.shuyi.kiosk.kernel.custody;

import org.jspecify.annotations.NullMarked;
