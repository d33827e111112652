package org.shuyi.sim.power;

import java.util.List;
import java.util.Optional;

/**
 * One power cut and what was found after it.
 *
 * @param commits how many commits or records had left the machine
 * @param lost records that had left, or were durable before, and are gone
 * @param broken promises, in words
 * @param loss what the cut took from the disk; nothing where the disk was never cut
 * @param millis how long the cycle took
 */
record Cycle(
    int number, long commits, long lost, List<String> broken, Optional<Loss> loss, long millis) {
  Cycle {
    broken = List.copyOf(broken);
  }

  boolean isWhole() {
    return broken.isEmpty();
  }

  /** For a line of progress. */
  String words() {
    String cut =
        loss.map(
                l ->
                    "%4d sectors unflushed, %4d survived (%s)"
                        .formatted(l.unflushed(), l.survived(), l.survivors().words()))
            .orElse("");
    return "cut %3d  %5d left  %-58s %s"
        .formatted(number, commits, cut, isWhole() ? "whole" : "BROKEN");
  }
}
