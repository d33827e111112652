package org.shuyi.kiosk.ils;

/** What is known of a question to the library system. */
public sealed interface IlsNotice {
  long ask();

  /**
   * The answer 12.
   *
   * @param ok whether it is lent
   * @param desensitise whether the system says Y: the item's strip is to be made silent. N and U
   *     are both no
   */
  record Lent(long ask, boolean ok, boolean desensitise) implements IlsNotice {}

  /**
   * The answer 10.
   *
   * @param ok whether it is returned
   * @param resensitise whether the item's strip is to be made to ring again
   * @param alert whether the item wants a person, as for a hold
   */
  record Returned(long ask, boolean ok, boolean resensitise, boolean alert) implements IlsNotice {}

  /** Nothing was heard, or nothing was asked: what the system knows now cannot be said. */
  record Unanswered(long ask, String why) implements IlsNotice {}
}
