package org.shuyi.sim.station;

/** Decides, at each boundary of a turn, whether the power goes there. */
public interface Cuts {
  /** Where a turn can be cut. */
  enum Boundary {
    BEFORE_TURN,
    BEFORE_EFFECT,
    AFTER_TURN
  }

  Cuts NEVER = boundary -> false;

  boolean cutAt(Boundary boundary);
}
