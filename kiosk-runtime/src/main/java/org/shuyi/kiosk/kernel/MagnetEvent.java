package org.shuyi.kiosk.kernel;

/** What the library system answers of an item's magnetic strip, and what the unit for it does. */
public sealed interface MagnetEvent extends Event {
  /**
   * The answer to an {@link Effect.SayLoan}; a late one is not obeyed.
   *
   * @param ok whether the item is lent there
   * @param desensitise whether its strip is to be made silent
   */
  record LoanAnswered(long ask, boolean ok, boolean desensitise) implements MagnetEvent {}

  /**
   * The answer to an {@link Effect.SayReturn}; a late one is not obeyed.
   *
   * @param ok whether the item is returned there
   * @param resensitise whether its strip is to be made to ring again
   * @param alert whether it wants a person, as for a hold
   */
  record ReturnAnswered(long ask, boolean ok, boolean resensitise, boolean alert)
      implements MagnetEvent {}

  /** Nothing was heard, or nothing could be asked. */
  record Unanswered(long ask, String why) implements MagnetEvent {}

  /** The contact of the unit is closed, from now on for the time of its pulse. */
  record PulseBegan(long pulse) implements MagnetEvent {}

  /** The contact was not closed. */
  record PulseFailed(long pulse, String why) implements MagnetEvent {}
}
