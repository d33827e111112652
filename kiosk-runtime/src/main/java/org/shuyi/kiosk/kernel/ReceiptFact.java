package org.shuyi.kiosk.kernel;

/** What became of receipts on paper; no patron and no title is in it. */
public sealed interface ReceiptFact extends Fact {
  /** The intent before the motion: a number that no other receipt of this station has. */
  record ReceiptMeant(long job) implements ReceiptFact {}

  record ReceiptPrinted(long job) implements ReceiptFact {}

  record ReceiptNotPrinted(long job, String why) implements ReceiptFact {}
}
