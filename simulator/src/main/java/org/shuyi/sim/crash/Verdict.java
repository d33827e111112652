package org.shuyi.sim.crash;

/** What came of opening one crash state. */
sealed interface Verdict {
  /**
   * As it must be.
   *
   * @param commit the journal stands after this commit of the run; 0 before the first
   */
  record Kept(int commit) implements Verdict {}

  /** A promise was broken. */
  record Broken(Kind kind, String words) implements Verdict {}

  /** Which promise. */
  enum Kind {
    /** What was acknowledged is not there. */
    LOST,
    /** What is there was never committed. */
    INVENTED,
    /** The product took it for damaged, or could not open it. */
    REFUSED,
    /** The journal did not go on from there. */
    STUCK
  }
}
