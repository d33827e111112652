/** Remote commands: judged, answered, each ended exactly once. */
@NullMarked
package org.shuyi.kiosk.kernel.command;

import org.jspecify.annotations.NullMarked;
