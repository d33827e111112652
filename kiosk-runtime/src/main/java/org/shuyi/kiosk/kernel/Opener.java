package org.shuyi.kiosk.kernel;

/** For whom a door was unlocked; whoever it was keeps the blame for what is missing behind it. */
public sealed interface Opener {
  /** A patron in a visit. */
  record Visitor(PatronToken patron, long visit) implements Opener {}

  /** A technician or librarian at the station. */
  record Staff(String person) implements Opener {}

  /** Somebody at the centre, by a signed command. */
  record Remote(String person, String command) implements Opener {}

  /** Nobody that we know of: a key, force, or hands while the power was off. */
  record Unknown() implements Opener {}
}
