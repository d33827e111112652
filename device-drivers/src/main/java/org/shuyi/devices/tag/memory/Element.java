package org.shuyi.devices.tag.memory;

import org.shuyi.devices.Bytes;

/**
 * One element of a 28560-2 tag, as it stands there.
 *
 * @param oid relative object identifier, 0 to 31 where the tag is sound
 * @param text the value; two hex digits for OID 5, 19 and 20, numbers such as {@code 3,4,6} for OID
 *     2
 * @param data the packed bytes
 * @param whole whether the data could be unpacked without damage
 * @param offset of the set's first byte in user memory
 * @param size of the whole set in bytes, padding included
 * @param padding 00 bytes after the data
 */
public record Element(
    int oid,
    Compaction compaction,
    String text,
    Bytes data,
    boolean whole,
    int offset,
    int size,
    int padding) {}
