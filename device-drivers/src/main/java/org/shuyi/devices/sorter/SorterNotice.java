package org.shuyi.devices.sorter;

import java.util.Optional;

/** What a sorter tells the station. */
public sealed interface SorterNotice {
  /** How a motion ended. */
  enum Outcome {
    /** It is done, and a sensor saw it. */
    DONE,
    /** It ended otherwise than it should: the detail says how. */
    FAILED,
    /** Whether, and how far, it went is unknown: look before anything else is asked for. */
    UNKNOWN,
    /** Nothing moved. */
    REFUSED
  }

  /** The answer to a command that moves something; exactly one for each. */
  record Moved(long motion, Outcome outcome, String detail) implements SorterNotice {}

  /** A hand, or anything else, interrupts the light grating of the gate, or no longer. */
  record HandInGate(boolean there) implements SorterNotice {}

  /**
   * What there is to see differs from what was last told; told again when somebody asks.
   *
   * @param scene empty where the sorter does not answer, and nothing is known
   */
  record Seen(Optional<Scene> scene) implements SorterNotice {}
}
