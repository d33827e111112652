package org.shuyi.sim.soak;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.station.Assembly;

/** How soon each planted bug is found. */
final class Teeth {
  /** A bug that this many seeds miss is not found. */
  static final int MOST_SEEDS = 2_000;

  /** So long a seed lives in which a bug is looked for. */
  static final int HOURS = 4;

  private final int hours;
  private final Set<Long> clean = new TreeSet<>();

  /**
   * @param hours that each seed lives
   */
  Teeth(int hours) {
    this.hours = hours;
  }

  /**
   * The first seed from this one on that finds it: a promise is broken, and not by an accident of
   * the program, and the product keeps all of them there.
   *
   * @throws IllegalStateException where the product does not
   */
  Optional<Outcome> find(Plant bug, int from) {
    for (long seed = from; seed <= MOST_SEEDS; seed++) {
      Outcome outcome = Soak.run(seed, hours, bug.assembly(), Trace.NONE);
      if (outcome.violation().filter(Violation.class::isInstance).isEmpty()) continue;
      isClean(seed);
      return Optional.of(outcome);
    }
    return Optional.empty();
  }

  private void isClean(long seed) {
    if (!clean.add(seed)) return;
    Soak.run(seed, hours, Assembly.PRODUCT, Trace.NONE)
        .violation()
        .ifPresent(
            broken -> {
              throw new IllegalStateException("seed " + seed + " without a bug: " + broken);
            });
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
