package org.shuyi.sim.soak;

import java.util.List;

/**
 * One of the faults to survive.
 *
 * @param number 1 to 80, as in the list of the project's goals
 * @param bound within what service is back, or safely degraded, with no operator
 */
record ListedFault(int number, String title, String bound, List<Met> ways) {
  ListedFault {
    ways = List.copyOf(ways);
  }

  /** How a fault is met here. */
  sealed interface Met {
    /** Seeds have it in store. */
    record InTheSoak() implements Met {}

    /**
     * @param test the full name of a test class
     * @param method the test in it
     */
    record InItsTest(String test, String method) implements Met {}

    /**
     * @param story of scenarios/, without its ending
     */
    record InItsStory(String story) implements Met {}

    /**
     * @param what the part of it that nothing here decides
     */
    record Without(String what) implements Met {}

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
        case Met.InItsTest(String test, String method) ->
            words
                .append(", ")
                .append(test.substring(test.lastIndexOf('.') + 1))
                .append('#')
                .append(method);
        case Met.InItsStory(String story) -> words.append(", story ").append(story);
        case Met.Without(String what) -> words.append(", without: ").append(what);
        case Met.Nowhere(String why) -> words.append(", not here: ").append(why);
      }
    }
    return words.isEmpty() ? "" : words.substring(2);
  }
}
