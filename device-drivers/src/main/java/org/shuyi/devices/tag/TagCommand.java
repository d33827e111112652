package org.shuyi.devices.tag;

import java.util.OptionalInt;
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

  /**
   * Write a tag's contents and read them back; answered by {@link TagNotice.Written}. Nothing is
   * locked by it.
   *
   * @param uid the tag's id, E0 first
   * @param memory user memory from block 0 in whole blocks, 4 to 1,024 bytes
   * @param blockSize bytes in a block, 1 to 32
   * @param dsfid the data storage format identifier, if it shall be written
   */
  record Write(Bytes uid, int antenna, Bytes memory, int blockSize, OptionalInt dsfid)
      implements TagCommand {
    public Write {
      boolean whole = blockSize >= 1 && blockSize <= 32 && memory.size() % blockSize == 0;
      if (!whole || memory.isEmpty() || memory.size() > 1_024) {
        throw new IllegalArgumentException(
            "%d bytes in blocks of %d, expected 4 to 1024 in whole blocks of 1 to 32"
                .formatted(memory.size(), blockSize));
      }
    }
  }
}
