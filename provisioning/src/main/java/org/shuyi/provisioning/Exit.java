package org.shuyi.provisioning;

/** Exit codes, the same for every word. */
final class Exit {
  static final int DONE = 0;

  /** The station failed, refused or let the command expire. */
  static final int NOT_DONE = 1;

  static final int USAGE = 2;

  /** Nobody answered: the broker cannot be reached, or the station is silent. */
  static final int NO_ANSWER = 3;

  private Exit() {}
}
