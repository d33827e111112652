package org.shuyi.sim.features;

/** How a named test ended in the last run of the suite. */
public sealed interface Outcome {
  /** It ran and passed; of a parameterized test every case did. */
  record Passed() implements Outcome {}

  record Failed() implements Outcome {}

  /**
   * It was asked to run and this machine lacks what it needs.
   *
   * @param need its name in the launcher's table, {@code systemd-analyze}
   */
  record Lacking(String need) implements Outcome {}

  /**
   * It does not exist or did not run: the map is wrong.
   *
   * @param why in words
   */
  record Absent(String why) implements Outcome {}
}
