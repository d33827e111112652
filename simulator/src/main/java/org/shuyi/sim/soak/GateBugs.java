package org.shuyi.sim.soak;

import java.util.Optional;
import org.shuyi.kiosk.host.Hands;
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

  static final class Deaf extends Changed {
    @Override
    public Optional<Event> heard(Event event) {
      boolean rings =
          event instanceof EntranceEvent.ContactChanged(EntranceContact contact, boolean active)
              && contact == EntranceContact.GATE_OUT
              && active;
      return rings ? Optional.empty() : Optional.of(event);
    }
  }

  /** Whoever walks in behind somebody is felt, and taken for nobody. */
  static final class Blind extends Changed {
    private final Knows knows = new Knows();

    @Override
    public Hands hands(Hands product) {
      return knows.hands(product);
    }

    @Override
    public Optional<Event> heard(Event event) {
      boolean walksIn =
          event instanceof EntranceEvent.ContactChanged(EntranceContact contact, boolean active)
              && contact == EntranceContact.IN
              && active;
      return walksIn && knows.expectsNobody(event) ? Optional.empty() : Optional.of(event);
    }
  }

  private static final class Knows extends MoreBugs.Knowing {
    private boolean nobody;

    boolean expectsNobody(Event event) {
      return heard(event).isPresent() && nobody;
    }

    @Override
    Event hears(Event event, Kiosk kiosk) {
      nobody = kiosk.fittings().entrance().access().expected().isEmpty();
      return event;
    }
  }
}
