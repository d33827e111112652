/** What the sign shows and the voice says to whoever passes by. */
@NullMarked
package org.shuyi.kiosk.kernel.announce;

import org.jspecify.annotations.NullMarked;
