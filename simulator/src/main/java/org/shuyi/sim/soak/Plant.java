package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.host.Turn;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.Step;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.station.Assembly;
import org.shuyi.sim.station.Telling;

/** Bugs planted by hand, each in one part of a station: a soak that misses them has no teeth. */
public enum Plant {
  PUBLISH_BEFORE_COMMIT("effects are handed out before what they follow from is on the disk"),
  NO_SENSING_AFTER_RESTART("a new life goes on as if the old one had not ended"),
  A_NEW_ID_FOR_EACH_SEND("the records go to the centre under another epoch in each life"),
  ONE_ROUND_ONLY("a shelf is counted in one round, and that is believed"),
  MOTION_REPEATED("a bolt that was meant before a power cut is pulled again after it"),
  SILENT_BOARD_TAKEN_FOR_CLOSED("a door whose board says nothing counts as closed"),
  A_RECEIPT_FOR_THE_NEXT("the lines of a receipt stay on the screen until there are others"),
  EACH_COPY_IS_OBEYED("each copy of a command is obeyed as if it were another one"),
  OLD_RULES_AGAIN("rules are adopted in the order in which they arrive"),
  ANOTHER_DOOR("of two bolts wanted in short order the first is pulled twice"),
  AN_OLD_COUNT_FOR_A_NEW_ONE("the count before is taken for the count now"),
  ONE_MISS_IS_GONE("a tag that one round of five misses counts as gone"),
  A_FORCED_DOOR_IS_OVERLOOKED("a shut door that opens without a reason is not heard of"),
  FORGETS_WHAT_WAITED_FOR_A_PERSON("a new life knows of no suspect of the one before"),
  FORGETS_WHAT_WAITED_FOR_THE_CENTRE("a new life knows of no open command or refusal before it"),
  BELIEVES_MORE_THAN_WAS_SAID("the centre's word on some records is believed for all there are"),
  AN_ANSWER_FOR_ANYBODY("the centre's late word on one patron is taken for the next"),
  A_GLIMPSE_IS_ENOUGH("a tag that one round of five sees counts as there"),
  A_CARD_THAT_LIES_IS_BELIEVED("a journal of which the centre has more, or others, goes on"),
  A_FIRE_WAITS_FOR_THE_VISIT("the fire input is not heard of while somebody is here"),
  FORGETS_THE_FIRE("a new life knows of no emergency that nobody has ended"),
  LETS_IN_WHOM_THE_CENTRE_REFUSED("the entrance opens for whomever the centre has answered about"),
  TAKES_THE_WAY_OUT_FOR_FREE("that the lock of the way out holds is not heard of"),
  THE_CALENDAR_STAMPS_RECORDS("the time of a record is the calendar, which jumps"),
  TWO_RECORDS_CHANGE_PLACES("of some records the last two go to the centre in the other order"),
  A_SLIP_FOR_TWO("a receipt on paper begins with what stood on the one before"),
  NO_OUTBOX_IS_FULL("visits begin, however many records wait for the centre"),
  CLOSED_FOR_GOOD("a screen that once said that nobody is served goes on saying so"),
  THE_GATE_RINGS_UNHEARD("that the exit gate rings for somebody who goes is not heard of"),
  NOBODY_SLIPS_IN("whoever walks in without having been let in is not counted");

  private final String words;

  Plant(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** A station with this bug in it. */
  public Assembly assembly() {
    return switch (this) {
      case PUBLISH_BEFORE_COMMIT -> new Hasty();
      case NO_SENSING_AFTER_RESTART -> new Unaware();
      case A_NEW_ID_FOR_EACH_SEND -> new Renaming();
      case ONE_ROUND_ONLY -> new Credulous();
      case MOTION_REPEATED -> new Repeating();
      case SILENT_BOARD_TAKEN_FOR_CLOSED -> new Trusting();
      case A_RECEIPT_FOR_THE_NEXT -> new MoreBugs.Lingering();
      case EACH_COPY_IS_OBEYED -> new MoreBugs.Obedient();
      case OLD_RULES_AGAIN -> new MoreBugs.Obliging();
      case ANOTHER_DOOR -> new MoreBugs.Mistaken();
      case AN_OLD_COUNT_FOR_A_NEW_ONE -> new MoreBugs.Late();
      case ONE_MISS_IS_GONE -> new MoreBugs.Rounded();
      case A_FORCED_DOOR_IS_OVERLOOKED -> new MoreBugs.Overlooking();
      case FORGETS_WHAT_WAITED_FOR_A_PERSON -> new Forgetting(Forgetting::suspects);
      case FORGETS_WHAT_WAITED_FOR_THE_CENTRE -> new Forgetting(Forgetting::centre);
      case BELIEVES_MORE_THAN_WAS_SAID -> new MoreBugs.Gullible();
      case AN_ANSWER_FOR_ANYBODY -> new MoreBugs.Answering();
      case A_GLIMPSE_IS_ENOUGH -> new MoreBugs.Glimpsing();
      case A_CARD_THAT_LIES_IS_BELIEVED -> new MoreBugs.Stubborn();
      case A_FIRE_WAITS_FOR_THE_VISIT -> new MoreBugs.Polite();
      case LETS_IN_WHOM_THE_CENTRE_REFUSED -> new GateBugs.Welcoming();
      case TAKES_THE_WAY_OUT_FOR_FREE -> new GateBugs.Trusting();
      case FORGETS_THE_FIRE -> new Forgetting(Forgetting::emergency);
      case THE_CALENDAR_STAMPS_RECORDS -> new ByTheWall();
      case TWO_RECORDS_CHANGE_PLACES -> new WireBugs.Disorderly();
      case A_SLIP_FOR_TWO -> new WireBugs.Thrifty();
      case NO_OUTBOX_IS_FULL -> new WireBugs.Endless();
      case CLOSED_FOR_GOOD -> new WireBugs.Closed();
      case THE_GATE_RINGS_UNHEARD -> new GateBugs.Deaf();
      case NOBODY_SLIPS_IN -> new GateBugs.Blind();
    };
  }

  private static final class Hasty extends Changed {
    @Override
    public Telling turn(Kiosk saved, Journal journal, Hands hands) {
      return new HastyTurn(saved, journal, hands);
    }
  }

  /** What {@link Turn} does, in the wrong order. */
  private static final class HastyTurn implements Telling {
    private final Journal journal;
    private final Hands hands;
    private final List<StampedFact> unflushed = new ArrayList<>();
    private Kiosk committed;
    private Kiosk kiosk;

    HastyTurn(Kiosk saved, Journal journal, Hands hands) {
      this.journal = journal;
      this.hands = hands;
      this.committed = saved;
      this.kiosk = saved;
    }

    @Override
    public void tell(Event event, Now now) {
      Step step = kiosk.on(event, now);
      kiosk = step.next();
      step.facts().forEach(fact -> unflushed.add(new StampedFact(fact, now)));
      step.effects().forEach(effect -> hands.act(effect, now));
      flush(now);
      hands.turned(kiosk, committed.outbox().recorded());
    }

    @Override
    public void timePassed(Now now) {}

    @Override
    public void flush(Now now) {
      if (unflushed.isEmpty() && kiosk.savesTheSameAs(committed)) return;
      journal.commit(List.copyOf(unflushed), committed, kiosk, now);
      unflushed.clear();
      committed = kiosk;
    }

    @Override
    public Kiosk kiosk() {
      return kiosk;
    }

    @Override
    public long wakeAt() {
      return kiosk.wakeAt();
    }
  }

  private static final class Unaware extends Changed {
    @Override
    public Optional<Event> heard(Event event) {
      boolean first = event instanceof TimeEvent.Restarted(long boot, String why) && boot == 1;
      return event instanceof TimeEvent.Restarted && !first ? Optional.empty() : Optional.of(event);
    }
  }

  private static final class Renaming extends Changed {
    private int lives;

    @Override
    public Backlog backlog(Journal journal, BiConsumer<String, Long> disowned) {
      int life = ++lives;
      return new TellingBacklog(PRODUCT.backlog(journal, disowned)) {
        @Override
        public Octets epoch() {
          byte[] epoch = super.epoch().toArray();
          epoch[0] = (byte) life;
          return Octets.of(epoch);
        }

        @Override
        public long applied() {
          return life == 1 ? super.applied() : 0;
        }
      };
    }
  }

  private static final class Credulous extends Changed {
    @Override
    public Hands hands(Hands product) {
      return acting(
          product,
          (effect, decided) ->
              effect instanceof Effect.CountShelf count
                  ? new Effect.CountShelf(count.door(), count.count(), 1)
                  : effect);
    }

    @Override
    public Optional<Event> heard(Event event) {
      if (!(event instanceof ShelfEvent.ShelfRead read)) return Optional.of(event);
      var sure = new TreeMap<TagId, Reading>();
      read.tags()
          .forEach(
              (tag, seen) -> sure.put(tag, new Reading(5, seen.content(), seen.readyToLeave())));
      return Optional.of(new ShelfEvent.ShelfRead(read.door(), read.count(), 5, sure));
    }
  }

  private static final class Repeating extends Changed {
    private Optional<Effect.Unlock> last = Optional.empty();
    private boolean anew;

    @Override
    public Hands hands(Hands product) {
      anew = true;
      return acting(
          product,
          (effect, decided) -> {
            if (anew && last.isPresent() && effect instanceof Effect.CountShelf) {
              anew = false;
              product.act(last.get(), decided);
            }
            if (effect instanceof Effect.Unlock unlock) last = Optional.of(unlock);
            return effect;
          });
    }
  }

  private static final class Trusting extends Changed {
    @Override
    public Optional<Event> heard(Event event) {
      return Optional.of(
          switch (event) {
            case ShelfEvent.DoorUnseen unseen -> new ShelfEvent.DoorClosed(unseen.door());
            case ShelfEvent.DoorSensed sensed when sensed.contact() == DoorContact.UNKNOWN ->
                new ShelfEvent.DoorSensed(sensed.door(), DoorContact.CLOSED);
            default -> event;
          });
    }
  }
}
