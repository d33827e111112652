package org.shuyi.devices.tag.memory;

import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;

/**
 * The content parameter (OID 2): a bit map of the elements on the tag that begins at OID 3 with the
 * highest bit.
 */
final class ContentParameter {
  private static final int FIRST = 3;

  private ContentParameter() {}

  static Bytes encode(SortedSet<Integer> oids) {
    var map = new int[(oids.last() - FIRST) / 8 + 1];
    for (int oid : oids) map[(oid - FIRST) / 8] |= 0x80 >> (oid - FIRST) % 8;
    return Bytes.of(map);
  }

  static SortedSet<Integer> decode(Bytes map) {
    var oids = new TreeSet<Integer>();
    for (int i = 0; i < map.size() * 8; i++) {
      if ((map.at(i / 8) >> (7 - i % 8) & 1) == 1) oids.add(FIRST + i);
    }
    return oids;
  }

  /** The elements that a bit map has to name: all from OID 3 on. */
  static SortedSet<Integer> named(SortedSet<Integer> present) {
    return present.tailSet(FIRST);
  }

  /** Such as {@code 3,4,6}. */
  static String text(SortedSet<Integer> oids) {
    var text = new StringJoiner(",");
    for (int oid : oids) text.add(Integer.toString(oid));
    return text.toString();
  }
}
