package org.shuyi.kiosk.kernel;

/** The beginning and end of a patron's visit. */
public sealed interface VisitFact extends Fact {
  /**
   * @param offline whether the allowance decided because the centre could not be asked
   */
  record VisitBegan(long visit, PatronToken patron, boolean offline) implements VisitFact {}

  /**
   * @param why a key such as {@code blocked}, {@code unknown-card}, {@code no-door}
   */
  record VisitRefused(PatronToken patron, String why) implements VisitFact {}

  /**
   * @param how {@code finished}, {@code timed-out} or {@code restarted}
   */
  record VisitEnded(long visit, String how, int loans, int returns) implements VisitFact {}
}
