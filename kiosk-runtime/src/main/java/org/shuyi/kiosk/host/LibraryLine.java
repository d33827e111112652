package org.shuyi.kiosk.host;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuyi.kiosk.hardware.Circulation;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.ils.IlsCommand;
import org.shuyi.kiosk.ils.IlsNotice;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.MagnetEvent;

/** Joins the line to a library system to the kernel's words. */
final class LibraryLine implements Circulation {
  private final Consumer<IlsCommand> commands;
  private final Consumer<Event> events;

  private LibraryLine(Consumer<IlsCommand> commands, Consumer<Event> events) {
    this.commands = commands;
    this.events = events;
  }

  /** Attaches it, as the only one, and answers where its notices go. */
  static Consumer<IlsNotice> attach(Hardware hardware, Consumer<IlsCommand> commands) {
    Consumer<Event> events = hardware.events();
    hardware.library().attach(new LibraryLine(commands, events));
    return notice -> events.accept(event(notice));
  }

  @Override
  public void lend(Effect.SayLoan loan, Optional<String> card, Instant at) {
    if (card.isEmpty()) {
      events.accept(new MagnetEvent.Unanswered(loan.ask(), "nobody has the card any more"));
      return;
    }
    commands.accept(
        new IlsCommand.Lend(loan.ask(), card.get(), loan.item().barcode(), onTheWall(at)));
  }

  @Override
  public void takeBack(Effect.SayReturn back, Instant at) {
    commands.accept(new IlsCommand.Return(back.ask(), back.item().barcode(), onTheWall(at)));
  }

  private static LocalDateTime onTheWall(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneId.systemDefault());
  }

  private static Event event(IlsNotice notice) {
    return switch (notice) {
      case IlsNotice.Lent(long ask, boolean ok, boolean desensitise) ->
          new MagnetEvent.LoanAnswered(ask, ok, desensitise);
      case IlsNotice.Returned(long ask, boolean ok, boolean resensitise, boolean alert) ->
          new MagnetEvent.ReturnAnswered(ask, ok, resensitise, alert);
      case IlsNotice.Unanswered(long ask, String why) -> new MagnetEvent.Unanswered(ask, why);
    };
  }
}
