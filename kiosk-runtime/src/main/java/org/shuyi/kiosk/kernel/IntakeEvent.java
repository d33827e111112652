package org.shuyi.kiosk.kernel;

import java.util.Optional;
import java.util.SortedMap;

/** What a return slot tells. */
public sealed interface IntakeEvent extends Event {
  /** How a motion ended; the first answer to an {@link Effect.Convey} of this number counts. */
  record Conveyed(long motion, Ending ending, String detail) implements IntakeEvent {}

  /** A hand, or anything else, interrupts the light grating of the gate, or no longer. */
  record HandInGate(boolean there) implements IntakeEvent {}

  /**
   * There is something else to see than before, or somebody asked.
   *
   * @param scene empty where the sorter does not answer, and nothing is known
   */
  record SlotSeen(Optional<IntakeScene> scene) implements IntakeEvent {}

  /** All rounds of a count in the tunnel were made. */
  record TunnelRead(long count, int rounds, SortedMap<TagId, Reading> tags)
      implements IntakeEvent {}

  /** The count could not be made; nothing is known. */
  record TunnelUnread(long count, String why) implements IntakeEvent {}

  /** What is known of a motion that is over. */
  enum Ending {
    /** It is done, and a sensor saw it. */
    DONE,
    /** It ended otherwise than it should. */
    FAILED,
    /** Whether, and how far, it went is unknown: look before anything else is asked for. */
    UNKNOWN,
    /** Nothing moved. */
    REFUSED
  }
}
