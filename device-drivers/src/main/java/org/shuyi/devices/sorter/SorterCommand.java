package org.shuyi.devices.sorter;

/**
 * What a sorter with its inlet can be asked for. What moves something carries a number of the
 * caller's that only grows: the same number again moves nothing and is answered as before.
 */
public sealed interface SorterCommand {
  /** The shutter of the inlet. It is never closed on what interrupts its light grating. */
  record Shutter(long motion, boolean open) implements SorterCommand {}

  /** One item from the inlet into the tunnel, before the reader. */
  record TakeIn(long motion) implements SorterCommand {}

  /** What lies in the tunnel back to the inlet, for the person to take. */
  record HandBack(long motion) implements SorterCommand {}

  /**
   * What lies in the tunnel into a bin.
   *
   * @param bin from 1
   */
  record Sort(long motion, int bin) implements SorterCommand {}

  /** All motion stops at once, and stays so until the next one is asked for. */
  record Halt() implements SorterCommand {}

  /** Tell what there is to see, afresh. */
  record Sense() implements SorterCommand {}
}
