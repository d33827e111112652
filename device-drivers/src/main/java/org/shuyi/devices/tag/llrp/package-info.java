/** UHF readers that speak LLRP over TCP: shelves of EPC Gen2 tags, up to sixteen antennas. */
@NullMarked
package org.shuyi.devices.tag.llrp;

import org.jspecify.annotations.NullMarked;
