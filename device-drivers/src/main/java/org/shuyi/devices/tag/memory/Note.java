package org.shuyi.devices.tag.memory;

/**
 * One thing a reader of tag memory noticed, tied to the byte where it stands.
 *
 * @param offset the byte in user memory, from 0, in the order in which the tag holds it
 * @param found what stands there, in words
 * @param expected what the data model wants there, in words
 */
public record Note(Weight weight, int offset, String found, String expected) {
  /** How much a note matters. */
  public enum Weight {
    /** A habit of some writer; what was read is not in doubt because of it. */
    REMARK,
    /**
     * The contents are not what the model allows; the part named was not read, or cannot be relied
     * on.
     */
    DAMAGE
  }

  static Note remark(int offset, String found, String expected) {
    return new Note(Weight.REMARK, offset, found, expected);
  }

  static Note damage(int offset, String found, String expected) {
    return new Note(Weight.DAMAGE, offset, found, expected);
  }

  boolean isDamage() {
    return weight == Weight.DAMAGE;
  }

  Note at(int newOffset) {
    return new Note(weight, newOffset, found, expected);
  }

  @Override
  public String toString() {
    return "byte " + offset + ": found " + found + ", expected " + expected;
  }
}
