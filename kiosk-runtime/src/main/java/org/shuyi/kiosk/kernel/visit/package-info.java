/** Who is here: login, languages, time-outs, the end of a visit. */
@NullMarked
package org.shuyi.kiosk.kernel.visit;

import org.jspecify.annotations.NullMarked;
