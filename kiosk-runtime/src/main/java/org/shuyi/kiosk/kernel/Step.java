package org.shuyi.kiosk.kernel;

import java.util.List;

/** The answer to one event: the next state, what is true from now on, and what is to be done. */
public record Step(Kiosk next, List<Fact> facts, List<Effect> effects) {
  public Step {
    facts = List.copyOf(facts);
    effects = List.copyOf(effects);
  }

  /** Whether this turn must be on the disk before its effects are handed out. */
  public boolean mustFlush() {
    return facts.stream().anyMatch(Fact::isClaim)
        || effects.stream().anyMatch(Effect.Motion.class::isInstance);
  }
}
