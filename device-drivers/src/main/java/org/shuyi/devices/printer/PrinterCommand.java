package org.shuyi.devices.printer;

import java.util.List;

/** What a receipt printer can be asked for. */
public sealed interface PrinterCommand {
  /**
   * Print one receipt and cut it off. A receipt is a motion: it is never printed a second time by
   * itself. Answered by exactly one {@link PrinterNotice.Printed} or {@link
   * PrinterNotice.NotPrinted} of this number, within ten seconds.
   *
   * @param job a number that no other receipt has
   * @param lines as they shall be read; long ones are broken, and whatever is no text in them is
   *     left out
   */
  record Print(long job, List<String> lines) implements PrinterCommand {
    public Print {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Say again how the printer stands; answered by {@link PrinterNotice.Changed} when it is seen.
   */
  record Sense() implements PrinterCommand {}
}
