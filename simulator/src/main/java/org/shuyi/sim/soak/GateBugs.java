package org.shuyi.sim.soak;

import java.util.Optional;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** The bugs of {@link Plant} at the entrance of a room. */
final class GateBugs {
  private GateBugs() {}

  static final class Welcoming extends MoreBugs.Knowing {
    @Override
    Event hears(Event event, Kiosk kiosk) {
      return event instanceof CentreEvent.PatronAnswered(long ask, Verdict verdict)
              && verdict instanceof Verdict.Refused
              && kiosk.fittings().entrance().access().asking().stream()
                  .anyMatch(asking -> asking.ask() == ask)
          ? new CentreEvent.PatronAnswered(ask, new Verdict.Welcome(1))
          : event;
    }
  }

  static final class Trusting extends Changed {
    @Override
    public Optional<Event> heard(Event event) {
      return Optional.of(
          event instanceof EntranceEvent.ContactChanged(EntranceContact contact, boolean active)
                  && contact == EntranceContact.EXIT_FREED
              ? new EntranceEvent.ContactChanged(contact, true)
              : event);
    }
  }
}
