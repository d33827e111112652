package org.shuyi.sim.station;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.host.JournalBacklog;
import org.shuyi.kiosk.host.Turn;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;

/**
 * Of what each life of a station's program is put together: the product's parts, or planted bugs.
 */
public interface Assembly {
  Assembly PRODUCT =
      new Assembly() {
        @Override
        public Telling turn(Kiosk saved, Journal journal, Hands hands) {
          return Telling.of(new Turn(saved, journal, hands));
        }

        @Override
        public Hands hands(Hands product) {
          return product;
        }

        @Override
        public Backlog backlog(Journal journal, BiConsumer<String, Long> disowned) {
          return new JournalBacklog(journal, disowned);
        }

        @Override
        public Optional<Event> heard(Event event) {
          return Optional.of(event);
        }
      };

  Telling turn(Kiosk saved, Journal journal, Hands hands);

  Hands hands(Hands product);

  /**
   * @param disowned is told in words when the centre has another story than this journal, and the
   *     last record that it has
   */
  Backlog backlog(Journal journal, BiConsumer<String, Long> disowned);

  /** What the kernel is told of an event, if anything. */
  Optional<Event> heard(Event event);
}
