package org.shuyi.sim.power;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is on the platter after a power cut of that which was written and not flushed. */
enum Survivors {
  /** A cache in memory only. */
  NONE,
  /** A cache that writes back in order, and was stopped somewhere within a write. */
  PREFIX,
  /** A cache that writes back as it likes, sector by sector. */
  ANY;

  String words() {
    return switch (this) {
      case NONE -> "none";
      case PREFIX -> "in order";
      case ANY -> "in any order";
    };
  }

  /** Any of them. */
  static Survivors drawn(RandomGenerator random) {
    List<Survivors> all = List.of(values());
    return all.get(random.nextInt(all.size()));
  }

  /**
   * Draws which of so many sectors survive.
   *
   * @param sectors in the order in which they were written
   */
  boolean[] draw(int sectors, RandomGenerator random) {
    var kept = new boolean[sectors];
    switch (this) {
      case NONE -> {}
      case PREFIX -> Arrays.fill(kept, 0, random.nextInt(sectors + 1), true);
      case ANY -> {
        for (int i = 0; i < sectors; i++) kept[i] = random.nextBoolean();
      }
    }
    return kept;
  }
}
