package org.shuyi.sim.station;

/** Decides, at each boundary of a turn, whether the power goes there. */
public interface Cuts {
  /** Where a turn can be cut. */
  enum Boundary {
    BEFORE_TURN,
    BEFORE_EFFECT,
    AFTER_TURN
  }

  Cuts NEVER =
      new Cuts() {
        @Override
        public boolean cutAt(Boundary boundary) {
          return false;
        }

        @Override
        public boolean linesAreQuicker() {
          return false;
        }
      };

  boolean cutAt(Boundary boundary);

  /** Whether what was handed to the lines before a cut still reaches the devices. */
  boolean linesAreQuicker();
}
