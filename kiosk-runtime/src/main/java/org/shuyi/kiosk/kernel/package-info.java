/** The station's mind: one pure state machine that is told events and answers facts and effects. */
@NullMarked
package org.shuyi.kiosk.kernel;

import org.jspecify.annotations.NullMarked;
