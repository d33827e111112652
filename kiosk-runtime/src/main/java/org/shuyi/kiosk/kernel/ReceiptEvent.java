package org.shuyi.kiosk.kernel;

/** What the receipt printer says of itself and of the receipts that were asked of it. */
public sealed interface ReceiptEvent extends Event {
  /** Whether it would print now; told also where nothing changed. */
  record PrinterStands(boolean prints) implements ReceiptEvent {}

  /** The whole receipt has left the printer. */
  record Printed(long job) implements ReceiptEvent {}

  /**
   * There is no receipt, or a part of one.
   *
   * @param noPaper whether that is for want of paper
   * @param why for staff, in plain words
   */
  record NotPrinted(long job, boolean noPaper, String why) implements ReceiptEvent {}
}
