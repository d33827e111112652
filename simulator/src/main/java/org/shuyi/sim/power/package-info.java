/** Power cuts of a real file system, over a disk that forgets what it was not told to keep. */
@NullMarked
package org.shuyi.sim.power;

import org.jspecify.annotations.NullMarked;
