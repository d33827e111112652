package org.shuyi.sim.world;

import java.util.Arrays;
import org.shuyi.devices.Bytes;

/**
 * An ISO 15693 tag as a reader meets it: 28 blocks of 4 bytes, the registers AFI and DSFID, and the
 * EAS bit of an NXP ICODE. What is written stays written, whatever the mains do.
 */
public final class Tag {
  public static final int BLOCK_SIZE = 4;
  public static final int BLOCKS = 28;

  private final Bytes uid;
  private final byte[] memory = new byte[BLOCK_SIZE * BLOCKS];
  private int afi;
  private int dsfid;
  private boolean eas;
  private boolean locked;

  /**
   * A tag with these contents.
   *
   * @param uid 8 bytes, E0 first
   * @param contents user memory from block 0, at most 112 bytes; the rest is 00
   * @throws IllegalArgumentException where one of them has another size
   */
  public Tag(Bytes uid, Bytes contents, int afi, int dsfid, boolean eas) {
    if (uid.size() != 8 || uid.at(0) != 0xE0) {
      throw new IllegalArgumentException("a UID has 8 bytes and begins with E0: " + uid);
    }
    if (contents.size() > memory.length) {
      throw new IllegalArgumentException(contents.size() + " bytes of 112");
    }
    this.uid = uid;
    this.afi = afi;
    this.dsfid = dsfid;
    this.eas = eas;
    for (int i = 0; i < contents.size(); i++) memory[i] = (byte) contents.at(i);
  }

  /** A tag as it stands behind a locked door: ISO 28560-2, with the marks of a book on loan. */
  public static Tag of(String uid, Bytes contents) {
    return new Tag(Bytes.parse(uid), contents, 0xC2, 0x06, false);
  }

  public Bytes uid() {
    return uid;
  }

  public synchronized int afi() {
    return afi;
  }

  public synchronized int dsfid() {
    return dsfid;
  }

  public synchronized boolean eas() {
    return eas;
  }

  /** All of the user memory. */
  public synchronized Bytes memory() {
    return Bytes.copyOf(memory);
  }

  /** The 4 bytes of a block from 0 to 27. */
  public synchronized Bytes block(int number) {
    return Bytes.copyOf(Arrays.copyOfRange(memory, number * BLOCK_SIZE, (number + 1) * BLOCK_SIZE));
  }

  /** Writes; false where the tag has been locked. */
  public synchronized boolean writeBlock(int number, Bytes content) {
    if (locked) return false;
    for (int i = 0; i < BLOCK_SIZE; i++) memory[number * BLOCK_SIZE + i] = (byte) content.at(i);
    return true;
  }

  /** Writes; false where the tag has been locked. */
  public synchronized boolean writeAfi(int value) {
    if (locked) return false;
    afi = value;
    return true;
  }

  /** Writes; false where the tag has been locked. */
  public synchronized boolean writeDsfid(int value) {
    if (locked) return false;
    dsfid = value;
    return true;
  }

  /** Writes; false where the tag has been locked. */
  public synchronized boolean writeEas(boolean value) {
    if (locked) return false;
    eas = value;
    return true;
  }

  /** Locks blocks and registers for good, as some libraries do with theirs. */
  public synchronized void lock() {
    locked = true;
  }

  @Override
  public String toString() {
    return "tag " + uid.hex();
  }
}
