package org.shuyi.sim.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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

  /** How often SQLite began a log again at its beginning, over frames that were checkpointed. */
  long logsBegunAgain() {
    Set<Integer> logs = named("-wal");
    var begun = new TreeSet<Integer>();
    long again = 0;
    for (Op op : ops) {
      if (op instanceof Op.Wrote wrote && wrote.offset() == 0 && logs.contains(wrote.file())) {
        if (!begun.add(wrote.file())) again++;
      }
    }
    return again;
  }

  /** The same on a card that says "flushed" and has not. */
  OpLog onALyingCard() {
    return without(Op.Flushed.class::isInstance, 0);
  }

  /** The same where checkpoints, after so many commits, leave the data base unflushed. */
  OpLog withCheckpointsUnflushed(int after) {
    Set<Integer> bases = named(".db");
    return without(op -> op instanceof Op.Flushed(int file) && bases.contains(file), after);
  }

  private OpLog without(Predicate<Op> some, int after) {
    var rest = new ArrayList<Op>();
    int owed = 0;
    for (Op op : ops) {
      owed = op.owed(owed);
      if (owed < after || !some.test(op)) rest.add(op);
    }
    return new OpLog(rest, commits, lives);
  }

  /** Every file that ever had a name with this end. */
  private Set<Integer> named(String end) {
    var found = new TreeSet<Integer>();
    for (Op op : ops) {
      if (op instanceof Op.Created(String name, int file) && name.endsWith(end)) found.add(file);
      if (op instanceof Op.Failed failed) {
        int file = failed.files();
        for (String name : failed.left().files().keySet()) {
          if (name.endsWith(end)) found.add(file);
          file++;
        }
      }
    }
    return found;
  }
}
