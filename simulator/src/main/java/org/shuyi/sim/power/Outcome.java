package org.shuyi.sim.power;

import java.util.List;

/**
 * A run of cuts.
 *
 * @param lastLook what was wrong when all was over: after a start that only looked, and in the
 *     structures of the file system
 */
record Outcome(List<Cycle> cycles, List<String> lastLook) {
  Outcome {
    cycles = List.copyOf(cycles);
    lastLook = List.copyOf(lastLook);
  }
}
