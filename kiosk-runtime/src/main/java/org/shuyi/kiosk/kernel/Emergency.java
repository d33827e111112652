package org.shuyi.kiosk.kernel;

/**
 * How it stands with the fire input. The house itself frees its ways out; from the first moment on
 * this station moves and writes nothing and serves nobody, until a person on site has ended it and
 * every shelf was counted.
 */
public enum Emergency {
  /** As on other days. */
  NONE,
  /** The contact is open, or its wire is broken. */
  ACTIVE,
  /**
   * The contact was closed again, and nobody has seen it since: the program started, or pins are
   * away.
   */
  UNSEEN,
  /** The contact is closed again, and a person on site has to end it. */
  OVER,
  /** A person has ended it; nobody is served before every shelf that can be is counted. */
  COUNTING;

  /** Whether nothing may move or be written, and nobody answers for what happens. */
  public boolean lasts() {
    return switch (this) {
      case ACTIVE, UNSEEN, OVER -> true;
      case NONE, COUNTING -> false;
    };
  }
}
