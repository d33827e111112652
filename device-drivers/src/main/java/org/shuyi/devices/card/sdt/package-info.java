/** Readers of Chinese identity cards with the SAM_V module of the Ministry of Public Security. */
@NullMarked
package org.shuyi.devices.card.sdt;

import org.jspecify.annotations.NullMarked;
