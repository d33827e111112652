package org.shuyi.kiosk.kernel.magnet;

import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.PatronToken;

/** What is under way with an item that changed hands at a door. Times are ticks. */
public sealed interface Task {
  Item item();

  long until();

  /** The library system was asked to lend it. */
  record LoanAsked(PatronToken patron, long visit, Item item, long ask, long until)
      implements Task {}

  /** The patron is to lay it on the unit. */
  record ToLayOn(PatronToken patron, long visit, Item item, long until) implements Task {}

  /**
   * Its strip is made silent.
   *
   * @param begun whether the contact is closed, until {@code until}; else nobody knows yet
   */
  record Silencing(PatronToken patron, long visit, Item item, long pulse, boolean begun, long until)
      implements Task {}

  /**
   * The library system was told that it is back.
   *
   * @param rings whether its strip was never made silent: it needs nothing
   */
  record ReturnSaid(Item item, long ask, boolean rings, long until) implements Task {}
}
