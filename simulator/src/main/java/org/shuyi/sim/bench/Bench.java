package org.shuyi.sim.bench;

/** One thing that is measured, by the name of its word: {@code ./kiosk bench NAME}. */
interface Bench {
  String name();

  /** What it measures, for a line of help. */
  String about();

  /**
   * Measures; processes it starts have ended when it returns.
   *
   * @throws Exception where something is missing or went another way than it should; then there is
   *     no figure
   */
  Findings run(Ground ground, Scale scale) throws Exception;
}
