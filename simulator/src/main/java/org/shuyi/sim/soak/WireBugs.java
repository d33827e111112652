package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.Effect.PrintReceipt;
import org.shuyi.kiosk.kernel.Effect.Show;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.station.Telling;

/** The bugs of {@link Plant} between the books, which are right, and what leaves the station. */
final class WireBugs {
  private WireBugs() {}

  /** And whatever the centre makes of it, the station goes on. */
  static final class Disorderly extends Changed {
    @Override
    public Backlog backlog(Journal journal, BiConsumer<String, Long> disowned) {
      return new TellingBacklog(super.backlog(journal, (why, centreHas) -> {})) {
        @Override
        public List<Octets> records(long fromSeq, int most) {
          var records = new ArrayList<>(super.records(fromSeq, most));
          int last = records.size() - 1;
          if (last >= 2) Collections.swap(records, last - 1, last);
          return Collections.unmodifiableList(records);
        }
      };
    }
  }

  static final class Thrifty extends Changed {
    private Optional<PrintReceipt> before = Optional.empty();

    @Override
    public Hands hands(Hands product) {
      return acting(
          product,
          (effect, decided) -> {
            if (!(effect instanceof PrintReceipt receipt)) return effect;
            var lines = new ArrayList<Screen.Line>();
            before.ifPresent(other -> lines.addAll(other.lines()));
            before = Optional.of(receipt);
            lines.addAll(receipt.lines());
            return new PrintReceipt(
                receipt.job(),
                receipt.language(),
                receipt.at(),
                receipt.trusted(),
                receipt.loanDays(),
                lines);
          });
    }
  }

  /** No limit of what waits for the centre is ever reached. */
  static final class Endless extends Changed {
    @Override
    public Telling turn(Kiosk saved, Journal journal, Hands hands) {
      return super.turn(roomy(saved), journal, hands);
    }

    private static Kiosk roomy(Kiosk saved) {
      return new Kiosk(
          saved.plan().withOutboxLimit(Long.MAX_VALUE),
          saved.station(),
          saved.visits(),
          saved.shelf(),
          saved.custody(),
          saved.known(),
          saved.policy(),
          saved.commands(),
          saved.figures(),
          saved.fittings(),
          saved.devices(),
          saved.outbox(),
          saved.said());
    }
  }

  /** Whoever was once told that nobody is served here is told so for ever. */
  static final class Closed extends Changed {
    private Optional<Show> closed = Optional.empty();

    @Override
    public Hands hands(Hands product) {
      closed = Optional.empty();
      return acting(
          product,
          (effect, decided) -> {
            if (!(effect instanceof Show show)) return effect;
            if (show.screen().name().equals("out-of-service")) closed = Optional.of(show);
            boolean again = show.screen().name().equals("attract") && closed.isPresent();
            return again ? closed.get() : effect;
          });
    }
  }
}
