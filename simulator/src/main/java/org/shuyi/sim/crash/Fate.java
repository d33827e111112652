package org.shuyi.sim.crash;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Of the pieces of a file that were not flushed, which survive a power cut. */
sealed interface Fate {
  Fate NOTHING = new All(false);
  Fate EVERYTHING = new All(true);

  /** All the same. */
  record All(boolean survives) implements Fate {}

  /**
   * By chance, each file for itself.
   *
   * @param leftovers what lies in a file's new blocks that were not written
   */
  record Chance(SplittableRandom random, Image leftovers) implements Fate {
    private static final int FEW = 3;

    /** Which of so many pieces, in the order in which they were written. */
    boolean[] survivors(int pieces) {
      var survive = new boolean[pieces];
      switch (random.nextInt(7)) {
        case 0 -> {}
        case 1 -> Arrays.fill(survive, true);
        case 2 -> Arrays.fill(survive, 0, random.nextInt(pieces + 1), true);
        case 3 -> chance(survive, 10);
        case 4 -> chance(survive, 50);
        case 5 -> {
          Arrays.fill(survive, true);
          few(survive, false);
        }
        default -> few(survive, true);
      }
      return survive;
    }

    private void chance(boolean[] survive, int percent) {
      for (int i = 0; i < survive.length; i++) survive[i] = random.nextInt(100) < percent;
    }

    private void few(boolean[] survive, boolean fate) {
      for (int i = 0; i < FEW && survive.length > 0; i++) {
        if (i == 0 || random.nextBoolean()) survive[random.nextInt(survive.length)] = fate;
      }
    }

    /**
     * Which length, of those that the file had since it was flushed; or -1, as far as the surviving
     * pieces reach.
     */
    int length(int[] lengths) {
      return switch (random.nextInt(4)) {
        case 0 -> lengths[lengths.length - 1];
        case 1 -> lengths[random.nextInt(lengths.length)];
        default -> -1;
      };
    }
  }
}
