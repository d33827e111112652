package org.shuyi.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.shuyi.sim.scenario.Story.Sentence;

/**
 * A story as it was played: each step with its time and what was seen, up to the first that failed.
 */
public record Performance(Story story, List<Played> steps) {
  public Performance {
    steps = List.copyOf(steps);
  }

  /**
   * @param at since the story began, when it was done, held, or was given up
   */
  record Played(Sentence sentence, Duration at, Seen seen) {}

  public long passed() {
    return steps.stream().filter(step -> step.seen().holds()).count();
  }

  public long failed() {
    return steps.size() - passed();
  }

  /** Steps that were not played since one before them failed. */
  public int unplayed() {
    return story.sentences().size() - steps.size();
  }
}
