/** The port of lock boards: bolts that are pulled and doors that are seen. */
@NullMarked
package org.shuyi.devices.lock;

import org.jspecify.annotations.NullMarked;
