/** UHFReader18, RRU and Chafon UHF readers: shelves of EPC Gen2 tags. */
@NullMarked
package org.shuyi.devices.tag.uhfreader18;

import org.jspecify.annotations.NullMarked;
