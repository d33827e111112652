package org.shuyi.sim.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row beside what its proofs did in the last run.
 *
 * @param outcomes one for each proof of the row, in the row's order
 */
public record Standing(Row row, List<Outcome> outcomes) {
  /** Where a row can stand. */
  public enum Place {
    PROVEN("proven"),
    MISSING("missing"),
    /** A proof failed, or did not run on this machine: counted with the missing. */
    UNPROVEN("unproven"),
    LEFT_OUT("left out");

    private final String word;

    Place(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Standing {
    outcomes = List.copyOf(outcomes);
  }

  static Standing of(Row row, Reports reports, Path scenarios) {
    return new Standing(
        row, row.proofs().stream().map(proof -> reports.outcome(proof, scenarios)).toList());
  }

  public Place place() {
    if (row.leftOut()) return Place.LEFT_OUT;
    if (outcomes.isEmpty()) return Place.MISSING;
    boolean all = outcomes.stream().allMatch(Outcome.Passed.class::isInstance);
    return all ? Place.PROVEN : Place.UNPROVEN;
  }

  /** A proof with what happened to it, in words. */
  public String told(int proof) {
    String name = row.proofs().get(proof).name();
    return switch (outcomes.get(proof)) {
      case Outcome.Passed() -> name;
      case Outcome.Failed() -> name + "   FAILED";
      case Outcome.Lacking(String need) -> name + "   skipped on this machine: needs " + need;
      case Outcome.Absent(String why) -> name + "   " + why;
    };
  }

  /** Proofs that do not exist or did not run. */
  List<Wrong> wrong() {
    var wrong = new ArrayList<Wrong>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Absent(String why)) {
        wrong.add(new Wrong(row.proofs().get(i).line(), row.id() + ": " + why));
      }
    }
    return wrong;
  }
}
