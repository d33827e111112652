/** Card readers behind PC/SC, by the messages of the USB class for chip card readers (CCID). */
@NullMarked
package org.shuyi.devices.card.pcsc;

import org.jspecify.annotations.NullMarked;
