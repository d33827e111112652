package org.shuyi.sim.soak;

import java.util.Locale;
import java.util.Optional;
import org.shuyi.sim.soak.Soak.Outcome;

/** How soon each planted bug is found. */
final class Teeth {
  /** A bug that this many seeds miss is not found. */
  static final int MOST_SEEDS = 2_000;

  private Teeth() {}

  /** The first seed from this one on that finds it. */
  static Optional<Outcome> find(Plant bug, int from, int hours) {
    for (long seed = from; seed <= MOST_SEEDS; seed++) {
      Outcome outcome = Soak.run(seed, hours, bug.assembly(), Trace.NONE);
      if (outcome.violation().isPresent()) return Optional.of(outcome);
    }
    return Optional.empty();
  }

  /** A row of the table. */
  static String line(Plant bug, Optional<Outcome> found) {
    return String.format(
        Locale.ROOT,
        "%-30s %-70s %s",
        bug,
        bug.words(),
        found
            .map(
                outcome ->
                    "seed %d, %s"
                        .formatted(outcome.seed(), outcome.violation().orElseThrow().getMessage()))
            .map(words -> words.substring(0, Math.min(100, words.length())))
            .orElse("NOT FOUND"));
  }
}
