/** ThingMagic M5e and M6e and Silion UHF modules: shelves of EPC Gen2 tags, up to four antennas. */
@NullMarked
package org.shuyi.devices.tag.thingmagic;

import org.jspecify.annotations.NullMarked;
