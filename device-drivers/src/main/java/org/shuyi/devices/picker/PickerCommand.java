package org.shuyi.devices.picker;

/**
 * What a picker can be asked for. What moves it carries a number of the caller's that only grows:
 * the same number again moves nothing and is answered as before.
 */
public sealed interface PickerCommand {
  /** Search the origin: the only motion that a picker without a position may make. */
  record SearchOrigin(long motion) implements PickerCommand {}

  /**
   * Fetch the item of a slot and lay it into the hatch.
   *
   * @param slot from 1, as in the slot table
   */
  record Dispense(long motion, int slot) implements PickerCommand {}

  /** Take back what lies in the hatch, into a slot that is empty. */
  record Retract(long motion, int slot) implements PickerCommand {}

  /** All motion stops at once, and stays so until the next one is asked for. */
  record Halt() implements PickerCommand {}

  /** Tell what there is to see, afresh. */
  record Sense() implements PickerCommand {}
}
