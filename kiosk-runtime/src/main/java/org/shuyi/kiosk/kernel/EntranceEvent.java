package org.shuyi.kiosk.kernel;

/** What happens where people come into a room and go out of it. */
public sealed interface EntranceEvent extends Event {
  /**
   * A contact opened, as at a pulse, in a beam that is broken or with a wire that is cut, or closed
   * again. Told of what is, also where nothing changed.
   */
  record ContactChanged(EntranceContact contact, boolean active) implements EntranceEvent {}

  /** Nobody can see this contact any more. */
  record ContactUnseen(EntranceContact contact) implements EntranceEvent {}
}
