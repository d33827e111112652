package org.shuyi.sim.scenario;

/**
 * What came of a step: whether it was done or holds, and what was seen.
 *
 * @param words for the transcript, may be empty
 */
public record Seen(boolean holds, String words) {
  public static Seen yes(String words) {
    return new Seen(true, words);
  }

  public static Seen no(String words) {
    return new Seen(false, words);
  }
}
