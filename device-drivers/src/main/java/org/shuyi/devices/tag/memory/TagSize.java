package org.shuyi.devices.tag.memory;

/**
 * The user memory of a tag.
 *
 * @param blocks 1 to 256, since ISO 15693 numbers blocks with one byte
 * @param blockSize bytes in a block, 1 to 32
 */
public record TagSize(int blocks, int blockSize) {
  /** ICODE SLI and SLIX: 28 blocks of 4 bytes. */
  public static final TagSize ICODE = new TagSize(28, 4);

  public TagSize {
    if (blocks < 1 || blocks > 256)
      throw new IllegalArgumentException(blocks + " blocks, expected 1 to 256");
    if (blockSize < 1 || blockSize > 32) {
      throw new IllegalArgumentException("block size " + blockSize + ", expected 1 to 32");
    }
  }

  public int bytes() {
    return blocks * blockSize;
  }
}
