package org.shuyi.kiosk.journal;

/** Whether a journal is what it was when it was written. */
public sealed interface Soundness {
  /**
   * @param records how many were verified
   */
  record Sound(long records) implements Soundness {}

  /**
   * @param seq the first record whose bytes or hash are not what they were, or 0 where it is the
   *     saved state
   */
  record Broken(long seq, String why) implements Soundness {}
}
