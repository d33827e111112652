/** The port of tag readers: shelves that are counted and marks that are written. */
@NullMarked
package org.shuyi.devices.tag;

import org.jspecify.annotations.NullMarked;
