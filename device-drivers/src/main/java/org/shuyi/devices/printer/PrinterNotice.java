package org.shuyi.devices.printer;

/** What a receipt printer tells the station. */
public sealed interface PrinterNotice {
  /** The whole receipt has left the printer, as it says itself. */
  record Printed(long job) implements PrinterNotice {}

  /**
   * No receipt, or a part of one: the patron is told so, and nothing else waits for it.
   *
   * @param detail for staff, in plain words
   */
  record NotPrinted(long job, Why why, String detail) implements PrinterNotice {}

  /** The printer stands otherwise than before; told once for each change that was seen twice. */
  record Changed(PrinterState state) implements PrinterNotice {}

  /** Why there is no receipt. */
  enum Why {
    NO_PAPER,
    COVER_OPEN,
    /** The cutter, the head or whatever the printer calls an error. */
    FAULT,
    /** It is not there or does not answer. */
    AWAY,
    /** It was not printed, or not said to be, in time: it may lie in the printer. */
    LATE,
    /** Too many receipts wait already. */
    BUSY,
    /** Longer than a receipt may be. */
    TOO_LONG
  }
}
