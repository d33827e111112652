package org.shuyi.sim.soak;

import java.util.List;

/**
 * One of the faults to survive.
 *
 * @param number 1 to 80, as in the list of the project's goals
 */
record ListedFault(int number, String title, List<Met> ways) {
  ListedFault {
    ways = List.copyOf(ways);
  }

  /** How a fault is met here. */
  sealed interface Met {
    /** Seeds have it in store. */
    record InTheSoak() implements Met {}

    /**
     * @param test the full name of a test class
     */
    record InItsTest(String test) implements Met {}

    record Nowhere(String why) implements Met {}
  }

  boolean isInTheSoak() {
    return ways.contains(new Met.InTheSoak());
  }

  /** Where it is met other than in the soak, in words; empty if nowhere else. */
  String otherwise() {
    var words = new StringBuilder();
    for (Met met : ways) {
      switch (met) {
        case Met.InTheSoak _ -> {}
        case Met.InItsTest(String test) ->
            words.append(", ").append(test.substring(test.lastIndexOf('.') + 1));
        case Met.Nowhere(String why) -> words.append(", not here: ").append(why);
      }
    }
    return words.isEmpty() ? "" : words.substring(2);
  }
}
