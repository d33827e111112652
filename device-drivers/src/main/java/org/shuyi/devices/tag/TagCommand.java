package org.shuyi.devices.tag;

import org.shuyi.devices.Bytes;

/** What a tag reader can be asked for. Antennas are numbered from 1. */
public sealed interface TagCommand {
  /**
   * Count the tags in one antenna's field in several complete rounds and read each tag's contents
   * once; answered by {@link TagNotice.Counted} or {@link TagNotice.NotCounted}.
   *
   * @param request chosen by the asker and returned in the answer, so that a late answer is known
   *     as such
   * @param rounds complete inventories to make, 1 to 20
   */
  record Count(long request, int antenna, int rounds) implements TagCommand {}

  /**
   * Write a tag's security marks and read them back; answered by {@link TagNotice.Marked}.
   *
   * @param uid the tag's id, E0 first
   * @param afi the application family identifier, 0 to 255
   * @param eas whether the gate shall ring, where the chip has the bit
   */
  record Mark(Bytes uid, int antenna, int afi, boolean eas) implements TagCommand {}
}
