package org.shuyi.sim.station;

/** Hears how each life of a station's program ended; whoever wants another one begins it. */
@FunctionalInterface
public interface LifeEnd {
  /**
   * @param inOrder whether the program ended itself
   */
  void ended(boolean inOrder, String why);
}
