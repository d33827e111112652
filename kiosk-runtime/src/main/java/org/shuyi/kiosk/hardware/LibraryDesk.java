package org.shuyi.kiosk.hardware;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.PatronToken;

/**
 * Where a library system is told of loans and returns. It knows people by their cards, so those of
 * the last visitors are kept here: in memory only, shown nowhere, and gone with the program.
 */
public final class LibraryDesk {
  /** The visit that is under way, and a few whose answers are still to come. */
  private static final int MOST = 4;

  private Optional<Circulation> system = Optional.empty();

  private final Map<PatronToken, String> cards =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PatronToken, String> eldest) {
          return size() > MOST;
        }
      };

  LibraryDesk() {}

  /** Attaches the system, as the only one. */
  public synchronized void attach(Circulation line) {
    system = Optional.of(line);
  }

  /** Somebody has shown this card; where no system is attached, nobody keeps it. */
  synchronized void held(PatronToken patron, String card) {
    if (system.isEmpty()) return;
    cards.remove(patron);
    cards.put(patron, card);
  }

  /** Says that a patron has taken an item. */
  public synchronized void lend(Effect.SayLoan loan, Instant at) {
    Optional<String> card = Optional.ofNullable(cards.get(loan.patron()));
    system.ifPresent(line -> line.lend(loan, card, at));
  }

  /** Says that an item is back. */
  public synchronized void takeBack(Effect.SayReturn back, Instant at) {
    system.ifPresent(line -> line.takeBack(back, at));
  }
}
