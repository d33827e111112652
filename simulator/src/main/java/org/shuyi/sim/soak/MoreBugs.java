package org.shuyi.sim.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;

/** The bugs of {@link Plant} that are one wrong thought in what is shown, heard or sent. */
final class MoreBugs {
  private MoreBugs() {}

  static final class Lingering extends Changed {
    private List<Screen.Line> lines = List.of();

    @Override
    public Hands hands(Hands product) {
      return acting(
          product,
          (effect, decided) -> {
            if (!(effect instanceof Effect.Show(Screen screen))) return effect;
            if (!screen.lines().isEmpty()) lines = screen.lines();
            return new Effect.Show(
                new Screen(
                    screen.name(),
                    screen.language(),
                    screen.title(),
                    screen.hint(),
                    screen.doors(),
                    lines,
                    screen.buttons(),
                    screen.notices(),
                    screen.offline(),
                    screen.endsAt()));
          });
    }
  }

  static final class Mistaken extends Changed {
    private @Nullable DoorId last;
    private int since;

    @Override
    public Hands hands(Hands product) {
      last = null;
      return acting(
          product,
          (effect, decided) -> {
            since++;
            if (!(effect instanceof Effect.Unlock(DoorId door, var atMost))) return effect;
            DoorId pulled = last != null && since < 12 ? last : door;
            last = door;
            since = 0;
            return new Effect.Unlock(pulled, atMost);
          });
    }
  }

  static final class Obedient extends Changed {
    private long copies;

    @Override
    public Optional<Event> heard(Event event) {
      if (!(event instanceof CommandEvent.CommandReceived(Command one))) return Optional.of(event);
      copies++;
      return Optional.of(
          new CommandEvent.CommandReceived(
              new Command(
                  copies == 1 ? one.id() : one.id() + "/" + copies,
                  one.signers(),
                  1_000_000 + copies,
                  one.notBefore(),
                  one.notAfter(),
                  one.policyVersion(),
                  one.action(),
                  one.reason(),
                  one.override())));
    }
  }

  static final class Obliging extends Knowing {
    @Override
    Event hears(Event event, Kiosk kiosk) {
      if (!(event instanceof CentreEvent.PolicyArrived(Policy rules))) return event;
      long version = Math.max(rules.version(), kiosk.policy().version() + 1);
      return new CentreEvent.PolicyArrived(
          new Policy(
              version,
              rules.loanDays(),
              rules.freshFor(),
              rules.offline(),
              rules.blocked(),
              rules.keys(),
              rules.onePersonUnlocks()));
    }
  }

  static final class Late extends Changed {
    private final Map<DoorId, ShelfEvent.ShelfRead> before = new HashMap<>();

    @Override
    public Optional<Event> heard(Event event) {
      if (!(event instanceof ShelfEvent.ShelfRead read)) return Optional.of(event);
      ShelfEvent.ShelfRead old = before.put(read.door(), read);
      return Optional.of(
          old == null
              ? read
              : new ShelfEvent.ShelfRead(read.door(), read.count(), old.rounds(), old.tags()));
    }
  }

  static final class Rounded extends Changed {
    @Override
    public Optional<Event> heard(Event event) {
      if (!(event instanceof ShelfEvent.ShelfRead read)) return Optional.of(event);
      var sure = new TreeMap<TagId, Reading>();
      read.tags()
          .forEach(
              (tag, seen) -> {
                if (seen.rounds() == read.rounds()) sure.put(tag, seen);
              });
      return Optional.of(new ShelfEvent.ShelfRead(read.door(), read.count(), read.rounds(), sure));
    }
  }

  static final class Overlooking extends Knowing {
    @Override
    Event hears(Event event, Kiosk kiosk) {
      if (!(event instanceof ShelfEvent.DoorOpened(DoorId door))) return event;
      var state = kiosk.shelf().doors().get(door);
      boolean shut = state != null && state.state() instanceof DoorState.Shut;
      return shut ? new ShelfEvent.DoorClosed(door) : event;
    }
  }

  static final class Polite extends Knowing {
    @Override
    Event hears(Event event, Kiosk kiosk) {
      boolean visited = kiosk.visits().now() instanceof Visit.Inside;
      return event instanceof HealthEvent.FireChanged && visited
          ? new HealthEvent.FireUnseen()
          : event;
    }
  }

  static final class Gullible extends Knowing {
    @Override
    Event hears(Event event, Kiosk kiosk) {
      return event instanceof CentreEvent.Applied(long through, var refused)
          ? new CentreEvent.Applied(Math.max(through, kiosk.outbox().recorded()), refused)
          : event;
    }
  }

  static final class Answering extends Knowing {
    @Override
    Event hears(Event event, Kiosk kiosk) {
      return event instanceof CentreEvent.PatronAnswered(long ask, Verdict verdict)
              && kiosk.visits().now() instanceof Visit.Asking asking
          ? new CentreEvent.PatronAnswered(asking.ask(), verdict)
          : event;
    }
  }

  static final class Glimpsing extends Changed {
    @Override
    public Optional<Event> heard(Event event) {
      if (!(event instanceof ShelfEvent.ShelfRead read)) return Optional.of(event);
      var sure = new TreeMap<TagId, Reading>();
      read.tags()
          .forEach(
              (tag, seen) ->
                  sure.put(
                      tag,
                      new Reading(
                          Math.max(2, seen.rounds()), seen.content(), seen.readyToLeave())));
      return Optional.of(new ShelfEvent.ShelfRead(read.door(), read.count(), read.rounds(), sure));
    }
  }

  static final class Stubborn extends Changed {
    @Override
    public Backlog backlog(Journal journal, BiConsumer<String, Long> disowned) {
      return super.backlog(journal, (why, centreHas) -> {});
    }
  }

  /** A bug that looks at how the station stands. */
  abstract static class Knowing extends Changed {
    private @Nullable Kiosk kiosk;

    abstract Event hears(Event event, Kiosk station);

    @Override
    public Hands hands(Hands product) {
      return new Hands() {
        @Override
        public void act(Effect effect, Now now) {
          product.act(effect, now);
        }

        @Override
        public void turned(Kiosk now, long committed) {
          kiosk = now;
          product.turned(now, committed);
        }
      };
    }

    @Override
    public Optional<Event> heard(Event event) {
      return Optional.of(kiosk == null ? event : hears(event, kiosk));
    }
  }
}
