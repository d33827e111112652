/** The port of loudspeakers: what is said once, aloud. */
@NullMarked
package org.shuyi.devices.voice;

import org.jspecify.annotations.NullMarked;
