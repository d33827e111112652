package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.printer.PrinterNotice;
import org.shuyi.devices.printer.PrinterNotice.Why;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.ReceiptEvent;

/** The station's receipt printer, or none. */
final class ReceiptPrinter {
  private final Consumer<PrinterCommand> printer;
  private final Consumer<Event> events;

  ReceiptPrinter(Consumer<PrinterCommand> printer, Consumer<Event> events) {
    this.printer = printer;
    this.events = events;
  }

  /** Without a printer nothing is asked for, and nothing was offered. */
  static ReceiptPrinter none(Consumer<Event> events) {
    return new ReceiptPrinter(
        command -> {
          if (command instanceof PrinterCommand.Print(long job, var lines)) {
            events.accept(new ReceiptEvent.NotPrinted(job, false, "there is no printer"));
          }
        },
        events);
  }

  void print(long job, List<String> lines, Duration ago) {
    Late.why(ago)
        .ifPresentOrElse(
            why -> events.accept(new ReceiptEvent.NotPrinted(job, false, why)),
            () -> printer.accept(new PrinterCommand.Print(job, lines)));
  }

  void sense() {
    printer.accept(new PrinterCommand.Sense());
  }

  void noticed(PrinterNotice notice) {
    events.accept(
        switch (notice) {
          case PrinterNotice.Printed(long job) -> new ReceiptEvent.Printed(job);
          case PrinterNotice.NotPrinted(long job, Why why, String detail) ->
              new ReceiptEvent.NotPrinted(job, why == Why.NO_PAPER, detail);
          case PrinterNotice.Changed(PrinterState state) ->
              new ReceiptEvent.PrinterStands(state.prints());
        });
  }
}
