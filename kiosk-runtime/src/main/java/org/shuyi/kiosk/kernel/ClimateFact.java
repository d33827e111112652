package org.shuyi.kiosk.kernel;

/** What was done about the air in the cabinet. */
public sealed interface ClimateFact extends Fact {
  /**
   * A fan or a heater was switched by its rule.
   *
   * @param appliance {@code fan} or {@code heater}
   * @param why what was known of the air then, in plain words
   */
  record Switched(String appliance, boolean on, String why) implements ClimateFact {}
}
