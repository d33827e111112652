package org.shuyi.kiosk.kernel;

/** What a technician does through the local page; each act has a person and leaves a record. */
public sealed interface ServiceEvent extends Event {
  /** Patrons are kept away, with the reason on the screen, for at most {@code minutes}. */
  record ServiceBegan(String person, String reason, int minutes) implements ServiceEvent {}

  record ServiceEnded(String person) implements ServiceEvent {}

  /** One pulse on one door; obeyed in service mode only. */
  record DoorWanted(String person, DoorId door) implements ServiceEvent {}

  /** Count every shelf and compare with custody. */
  record CountWanted(String person) implements ServiceEvent {}

  /** A person looked and says what is true of a suspect item. */
  record SuspectSettled(String person, TagId tag, boolean present) implements ServiceEvent {}

  /** A person is about to prove at the door what a lock board's bits mean; in service mode only. */
  record ProofWanted(String person, DeviceId board) implements ServiceEvent {}

  /** The person has done what the proof asked for. */
  record ProofGoesOn(String person) implements ServiceEvent {}

  /** A person looked into a suspect compartment, and knows what is there. */
  record CompartmentSettled(String person, DoorId door) implements ServiceEvent {}

  /** A person says at which stop the station stands: that holds while there is no reception. */
  record StopChosen(String person, String stop) implements ServiceEvent {}

  /**
   * A person on site says that the emergency is over; obeyed only when the fire input is closed.
   */
  record EmergencyEnded(String person, String reason) implements ServiceEvent {}

  /** A person on site has looked after a way out that was not free when it should have been. */
  record ExitCleared(String person, String reason) implements ServiceEvent {}

  /** A person on site has seen that nobody is in the room, whatever its counter says. */
  record RoomEmptied(String person) implements ServiceEvent {}

  /** The page refused an act before the kernel was asked; {@code why} in words. */
  record ActRefused(String person, String act, String why) implements ServiceEvent {}

  /** A login that succeeded or failed; for the audit. */
  record LoggedIn(String person, boolean admitted) implements ServiceEvent {}
}
