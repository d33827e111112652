package org.shuyi.kiosk.kernel;

import java.util.List;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.figures.Figures;
import org.shuyi.kiosk.kernel.health.Devices;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.visit.Visits;

/**
 * The whole station as one value. {@link #on} is told an event and answers the next station, the
 * facts that are true from now on, and the effects that are wanted. It is pure and total.
 *
 * <p>Saved are {@code station, visits, shelf, policy, commands, figures} as a section each, and {@code
 * custody} and {@code known} a row an entry; {@code plan} comes from the configuration, {@code devices}
 * is heard again, {@code outbox} is counted by the journal.
 */
public record Kiosk(
    Plan plan,
    Station station,
    Visits visits,
    Shelf shelf,
    CustodyBook custody,
    KnownPatrons known,
    Policy policy,
    Commands commands,
    Figures figures,
    Devices devices,
    Outbox outbox) {

  /** A station that has never run. */
  public static Kiosk fresh(Plan plan, Outbox outbox) {
    return new Kiosk(
        plan,
        Station.fresh(),
        Visits.none(plan.languages().getFirst()),
        Shelf.unseen(plan.doors().keySet()),
        CustodyBook.empty(),
        KnownPatrons.none(),
        Policy.untold(),
        Commands.none(),
        Figures.none(),
        Devices.unheard(),
        outbox);
  }

  /** One step. */
  public Step on(Event event, Now now) {
    return new Step(this, List.of(), List.of());
  }

  /** The tick at which {@link TimeEvent.TimePassed} is wanted at the latest; {@link Long#MAX_VALUE} for never. */
  public long wakeAt() {
    return Long.MAX_VALUE;
  }
}
