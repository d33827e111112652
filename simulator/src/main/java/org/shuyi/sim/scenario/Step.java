package org.shuyi.sim.scenario;

import java.util.function.Function;

/** What a sentence means, when it is its turn. */
sealed interface Step {
  /** Done once; people take their time over it unless the story says {@code at once}. */
  record Act(Function<Play, Seen> act) implements Step {}

  /** Looked at again and again until it holds, or the waiting is over. */
  record Expect(Function<Play, Seen> look) implements Step {}
}
