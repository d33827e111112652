package org.shuyi.devices.picker;

import java.util.Optional;

/** What a picker tells the station. */
public sealed interface PickerNotice {
  /** How a motion ended. */
  enum Outcome {
    /** It is done, and the sensors of both ends saw it. */
    DONE,
    /** It ended otherwise than it should, and where everything is, is known: see the detail. */
    FAILED,
    /** Something is in its way; it stands where it met it. */
    BLOCKED,
    /** The picker no longer knows where it stands: the origin is to be searched. */
    POSITION_LOST,
    /** Whether, and how far, it went is unknown: look before anything else is asked for. */
    UNKNOWN,
    /** Nothing moved. */
    REFUSED
  }

  /** A step of a motion that a sensor saw. */
  enum Step {
    /** The picker stands before the slot. */
    AT_SLOT,
    /** The item is on the picker. */
    GRIPPED,
    /** The item lies in the hatch. */
    IN_HATCH,
    /** The item lies in its slot. */
    IN_SLOT
  }

  /** Evidence of a motion under way, in the order in which it was seen; each step once. */
  record Stepped(long motion, Step step) implements PickerNotice {}

  /** The answer to a command that moves something; exactly one for each. */
  record Moved(long motion, Outcome outcome, String detail) implements PickerNotice {}

  /**
   * What there is to see differs from what was last told; told again when somebody asks.
   *
   * @param scene empty where the picker does not answer, and nothing is known
   */
  record Seen(Optional<Scene> scene) implements PickerNotice {}
}
