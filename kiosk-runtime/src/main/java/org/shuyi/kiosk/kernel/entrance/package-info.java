/** The way into an unattended room and out of it: who may come in, and how many are there. */
@NullMarked
package org.shuyi.kiosk.kernel.entrance;

import org.jspecify.annotations.NullMarked;
