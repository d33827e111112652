/**
 * A town for the station to live in: the word after {@code ./kiosk demo}, {@code soak} and the
 * like.
 */
@NullMarked
package org.shuyi.sim;

import org.jspecify.annotations.NullMarked;
