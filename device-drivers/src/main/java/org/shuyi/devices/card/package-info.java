/** The port of card readers: a card was held to the station. */
@NullMarked
package org.shuyi.devices.card;

import org.jspecify.annotations.NullMarked;
