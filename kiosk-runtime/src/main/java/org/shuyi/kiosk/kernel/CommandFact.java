package org.shuyi.kiosk.kernel;

import java.util.List;

/** The life of the centre's commands at this station. */
public sealed interface CommandFact extends Fact {
  /**
   * A command was judged, and its number is used up for every key that signed it, whatever came of
   * it.
   */
  record NumberUsed(List<String> keys, long seq) implements CommandFact {
    public NumberUsed {
      keys = List.copyOf(keys);
    }
  }

  record CommandAccepted(
      String command, String key, String person, long seq, String action, String reason)
      implements CommandFact {}

  /**
   * @param outcome {@code done}, {@code failed}, {@code refused} or {@code expired}
   */
  record CommandEnded(String command, String outcome, String detail) implements CommandFact {}

  /**
   * Refused at the gate, or for a number or a key that is none; told once a minute for each reason.
   */
  record CommandsRefused(String reason, long count) implements CommandFact {}
}
