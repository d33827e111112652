/** WJL lock boards and the many like them ("8A/80"): up to 32 bolts on RS-485. */
@NullMarked
package org.shuyi.devices.lock.wjl;

import org.jspecify.annotations.NullMarked;
