package org.shuyi.sim.crash;

import java.util.List;

/**
 * What one run did, in order, over all lives of its program.
 *
 * @param commits where the journal stood after each; commit n is at n - 1
 * @param lives processes
 */
record OpLog(List<Op> ops, List<Mark> commits, int lives) {
  OpLog {
    ops = List.copyOf(ops);
    commits = List.copyOf(commits);
  }

  long flushes() {
    return ops.stream().filter(Op.Flushed.class::isInstance).count();
  }

  long writes() {
    return ops.stream().filter(Op.Wrote.class::isInstance).count();
  }

  /** The same on a card that says "flushed" and has not. */
  OpLog onALyingCard() {
    return new OpLog(
        ops.stream().filter(op -> !(op instanceof Op.Flushed)).toList(), commits, lives);
  }
}
