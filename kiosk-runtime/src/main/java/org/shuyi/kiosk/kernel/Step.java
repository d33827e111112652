package org.shuyi.kiosk.kernel;

import java.util.List;

/**
 * The answer to one event: the next state, what is true from now on, and what is to be done.
 *
 * @param relieves whether somebody need not answer for a door any more, which is a claim too: lost
 *     in a power cut it would leave them with whatever happens there next
 */
public record Step(Kiosk next, List<Fact> facts, List<Effect> effects, boolean relieves) {
  public Step {
    facts = List.copyOf(facts);
    effects = List.copyOf(effects);
  }

  /** Whether this turn must be on the disk before its effects are handed out. */
  public boolean mustFlush() {
    if (relieves) return true;
    for (Fact fact : facts) if (fact.isClaim()) return true;
    for (Effect effect : effects) if (effect instanceof Effect.Motion) return true;
    return false;
  }
}
