package org.shuyi.sim.soak;

import java.util.function.Supplier;

/** Where the story of a seed is written; most of the time nowhere. */
public interface Trace {
  Trace NONE = (atMillis, words) -> {};

  /**
   * @param words formed only when somebody reads them
   */
  void line(long atMillis, Supplier<String> words);

  /** A line as people read it: hours, minutes, seconds, milliseconds. */
  static String written(long atMillis, String words) {
    long seconds = atMillis / 1_000;
    return "%02d:%02d:%02d.%03d %s"
        .formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60, atMillis % 1_000, words);
  }
}
