package org.shuyi.kiosk.ils;

import java.time.LocalDateTime;

/** What is said to the library system; each is answered by one {@link IlsNotice} of its number. */
public sealed interface IlsCommand {
  /** Never used before for another question. */
  long ask();

  /** The item's barcode. */
  String item();

  /** By the calendar on the wall of the library. */
  LocalDateTime at();

  /** A patron has taken an item: check-out, 11. */
  record Lend(long ask, String patron, String item, LocalDateTime at) implements IlsCommand {
    /** Without whose card it was. */
    @Override
    public String toString() {
      return "Lend[" + ask + ", " + item + "]";
    }
  }

  /** An item is here: check-in, 09. */
  record Return(long ask, String item, LocalDateTime at) implements IlsCommand {}
}
