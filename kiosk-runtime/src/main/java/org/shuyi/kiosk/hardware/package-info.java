/**
 * The one place where both vocabularies meet: a door's unlock becomes a channel's pull, a channel's
 * change a door's.
 */
@NullMarked
package org.shuyi.kiosk.hardware;

import org.jspecify.annotations.NullMarked;
