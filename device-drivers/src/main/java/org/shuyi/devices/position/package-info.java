/** The port of receivers of position: where a mobile station is, or that nobody knows. */
@NullMarked
package org.shuyi.devices.position;

import org.jspecify.annotations.NullMarked;
