package org.shuyi.kiosk.kernel;

/** The life of the centre's commands at this station. */
public sealed interface CommandFact extends Fact {
  record CommandAccepted(
      String command, String key, String person, long seq, String action, String reason)
      implements CommandFact {}

  /**
   * @param outcome {@code done}, {@code failed}, {@code refused} or {@code expired}
   */
  record CommandEnded(String command, String outcome, String detail) implements CommandFact {}

  /** Refused before they had an id worth keeping; told once a minute for each reason. */
  record CommandsRefused(String reason, long count) implements CommandFact {}
}
