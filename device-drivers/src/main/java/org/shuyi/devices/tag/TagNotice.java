package org.shuyi.devices.tag;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.shuyi.devices.Bytes;

/** What a tag reader tells the station. */
public sealed interface TagNotice {
  /**
   * All rounds were made: each tag that any round saw, by its id: the UID with E0 first, or the
   * EPC.
   */
  record Counted(long request, int antenna, int rounds, SortedMap<Bytes, Seen> tags)
      implements TagNotice {}

  /** The rounds could not be completed; nothing is known about the shelf. */
  record NotCounted(long request, int antenna, String why) implements TagNotice {}

  /**
   * How writing a tag's marks ended; {@code written} only when the read-back came from the same
   * tag.
   */
  record Marked(Bytes uid, int antenna, boolean written, String detail) implements TagNotice {}

  /** How writing a tag's contents ended; {@code written} only when all was read back from it. */
  record Written(Bytes uid, boolean written, String detail) implements TagNotice {}

  /**
   * One tag.
   *
   * @param rounds how many of the rounds saw it, 1 or more
   * @param afi application family identifier, if it could be asked
   * @param dsfid data storage format identifier, if the tag has told one
   * @param memory the user memory from block 0, if it could be read
   * @param epc of a tag of EPC Gen2 the PC word and the EPC behind it, whose user memory is a bank
   *     of words; empty for ISO 15693
   */
  record Seen(
      int rounds, OptionalInt afi, OptionalInt dsfid, Optional<Bytes> memory, Optional<Bytes> epc) {
    /** A tag of ISO 15693. */
    public Seen(int rounds, OptionalInt afi, OptionalInt dsfid, Optional<Bytes> memory) {
      this(rounds, afi, dsfid, memory, Optional.empty());
    }
  }
}
