package org.shuyi.devices.tag.memory;

import java.util.OptionalInt;
import org.shuyi.devices.Bytes;

/**
 * What a reader has read from one tag, as the input of {@link TagMemory#decode}.
 *
 * @param memory user memory from block 0
 * @param afi the application family identifier, 0 to 255, if it was read
 * @param dsfid the data storage format identifier, 0 to 255, if it was read
 * @param blockSize bytes in a block, 1 to 32; 4 on nearly every library tag
 * @param legacy3m whether this station reads legacy 3M contents; a setting, on only where there is
 *     such stock
 * @param partial whether the tag holds more blocks than {@code memory}: then an element that runs
 *     on is no damage
 */
public record Contents(
    Bytes memory,
    OptionalInt afi,
    OptionalInt dsfid,
    int blockSize,
    boolean legacy3m,
    boolean partial) {
  public Contents {
    if (blockSize < 1 || blockSize > 32) {
      throw new IllegalArgumentException("block size " + blockSize + ", expected 1 to 32");
    }
  }

  /** All of a tag with blocks of 4 bytes, about which nothing else is known. */
  public static Contents of(Bytes memory) {
    return new Contents(memory, OptionalInt.empty(), OptionalInt.empty(), 4, false, false);
  }

  public Contents withAfi(OptionalInt known) {
    return new Contents(memory, known, dsfid, blockSize, legacy3m, partial);
  }

  public Contents withDsfid(OptionalInt known) {
    return new Contents(memory, afi, known, blockSize, legacy3m, partial);
  }

  public Contents withBlockSize(int bytes) {
    return new Contents(memory, afi, dsfid, bytes, legacy3m, partial);
  }

  public Contents withLegacy3m(boolean read) {
    return new Contents(memory, afi, dsfid, blockSize, read, partial);
  }

  public Contents withPartial(boolean moreOnTag) {
    return new Contents(memory, afi, dsfid, blockSize, legacy3m, moreOnTag);
  }
}
