/**
 * What every driver shares: a machine without I/O that is told what happened and answers what to
 * write and notice.
 */
@NullMarked
package org.shuyi.devices;

import org.jspecify.annotations.NullMarked;
