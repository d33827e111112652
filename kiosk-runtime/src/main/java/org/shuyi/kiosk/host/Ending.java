package org.shuyi.kiosk.host;

/** Why the program ended, as its exit code tells its supervisor (sysexits.h where it fits). */
public enum Ending {
  /** An ordered stop. */
  ORDERED(0),
  /** A bug in a turn; outputs are safe, the journal is whole, start it again. */
  BUG(70),
  /** Another instance has the journal. */
  TAKEN(73),
  /** The journal's disk failed: what was acknowledged is safe, nothing more can be. */
  DISK(74),
  /** A restart was commanded. */
  RESTART(75),
  /** The battery was low; the mains are back, or nobody can say. */
  POWER(69),
  /** The configuration is refused. */
  CONFIGURATION(78);

  private final int code;

  Ending(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
