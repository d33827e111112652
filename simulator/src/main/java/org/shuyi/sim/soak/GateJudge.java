package org.shuyi.sim.soak;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.entrance.Occupancy;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.HouseWiring;

/**
 * Compares what a station does and claims at the entrance of its room with what really happens
 * there: for whom the latch is released, whether the way out is free or that is told, and how many
 * are inside.
 */
final class GateJudge {
  /** A program that stands still, or waits for its disk, says and does all so much later. */
  private static final long LONGEST_UNSAID = 45_000;

  /** The same, over the pause between two lives and what is said of it then. */
  private static final long LONG_AGO = 300_000;

  /** A contact is told as stuck after a minute. */
  private static final long NEARLY_STUCK = 55_000;

  /** A lock is told as free too long after five. */
  private static final long NEARLY_TOO_LONG = 290_000;

  /** A program has heard its pins by then. */
  private static final long STARTING = 10_000;

  private final VirtualTown town;
  private final Witness witness;
  private final RulesWatch rules;
  private final Doorway doorway;
  private final Lives lives;
  private final Tally tally;
  private final Unsaid unsaid;
  private final ArrayDeque<Tap> taps = new ArrayDeque<>();
  private final Map<String, Long> heard = new TreeMap<>();
  private final Set<Long> admitted = new TreeSet<>();
  private final Set<Long> acted = new TreeSet<>();
  private final Set<Long> released = new TreeSet<>();
  private final Set<String> notFree = new TreeSet<>();
  private final Map<String, Long> toldAt = new TreeMap<>();
  private final Set<TagId> lent = new TreeSet<>();
  private Optional<Release> release = Optional.empty();
  private Optional<ShutIn> shutIn = Optional.empty();
  private boolean emergency;
  private boolean outOfService;
  private long releasedAt = -1;
  private long startedAt;
  private long countedIn;
  private long countedOut;
  private long tailgated;
  private int unknownInside;
  private boolean anew = true;

  /** What was held up, and the rules of then. */
  private record Tap(PatronToken patron, Policy rules) {}

  /** A motion that has been handed out at this moment. */
  private record Release(long number, long atMillis, long atMost, boolean drawn) {}

  /** Somebody pressed the button, and the door held them a second later. */
  private record ShutIn(long sinceMillis, int life) {}

  GateJudge(
      VirtualTown town,
      Witness witness,
      RulesWatch rules,
      Doorway doorway,
      Lives lives,
      Tally tally) {
    this.town = town;
    this.witness = witness;
    this.rules = rules;
    this.doorway = doorway;
    this.lives = lives;
    this.tally = tally;
    this.unsaid = new Unsaid(town, tally);
    doorway.watchReleases(this::drawn);
  }

  // What the station is told and does.

  /** Whatever was held up before is decided by now, and its record has been read. */
  void told(Event event, Kiosk kiosk) {
    unsaid.told(event, kiosk);
    if (!(event instanceof EntranceEvent.CardHeld(PatronToken patron, var older))) return;
    if (!doorway.wasShown(patron.hex(), LONGEST_UNSAID)) {
      throw new Violation(Promise.EVIDENCE, "nobody held up the card of " + patron);
    }
    tally.count("cards at the entrance");
    while (taps.size() > 1) taps.removeFirst();
    taps.addLast(new Tap(patron, kiosk.policy()));
    heard.put(patron.hex(), town.time().now());
  }

  /** All records until now have been read. */
  void acts(Effect.Admit admit) {
    if (!admitted.contains(admit.number())) {
      throw new Violation(Promise.INTENT_FIRST, "no durable record admits anybody: " + admit);
    }
    if (!acted.add(admit.number())) {
      throw new Violation(Promise.AUTHORISED, "the entrance is released twice: " + admit);
    }
    release =
        Optional.of(
            new Release(admit.number(), town.time().now(), admit.atMost().toMillis(), false));
  }

  /** The relay at the latch, as the house's wiring feels it. */
  private void drawn(boolean on) {
    if (witness.isGone()) return;
    long now = town.time().now();
    if (!on) {
      if (releasedAt < 0) return;
      long most = release.map(Release::atMost).orElse(0L);
      if (now - releasedAt > most) {
        throw new Violation(
            Promise.AUTHORISED, "the entrance was released for %d ms".formatted(now - releasedAt));
      }
      releasedAt = -1;
      return;
    }
    boolean meant = release.filter(one -> one.atMillis() == now && !one.drawn()).isPresent();
    if (!meant) {
      throw new Violation(Promise.INTENT_FIRST, "the entrance is released, and nobody meant it");
    }
    if (witness.fireHeardFor() > Doorway.AT_ONCE) {
      throw new Violation(Promise.AUTHORISED, "the entrance is released while the alarm sounds");
    }
    tally.count("releases of the entrance");
    Release one = release.get();
    release = Optional.of(new Release(one.number(), now, one.atMost(), true));
    released.add(one.number());
    releasedAt = now;
  }

  /**
   * A second after somebody pressed the button the door still holds them: a house that is well
   * wired never does that, and of one that is not it has to be told.
   *
   * @param life which life of the program it was when they pressed
   */
  void isShutIn(long sinceMillis, int life) {
    if (witness.isGone()) return;
    tally.count("held by the way out");
    if (!doorway.wasSpoilt(LONG_AGO)) {
      throw new Violation(Promise.AUTHORISED, "the button frees nobody, and the wires are well");
    }
    boolean listens =
        town.station().isUp()
            && town.station().lives() == life
            && sinceMillis - startedAt > STARTING
            && !doorway.wasHidden("exit-button", LONGEST_UNSAID);
    if (listens && shutIn.isEmpty()) shutIn = Optional.of(new ShutIn(sinceMillis, life));
  }

  void turned(Kiosk kiosk) {
    fireIsTold();
    buttonIsTold();
    unsaid.turned();
    isCountedRight(kiosk);
  }

  /** In a fire nobody is kept inside in silence. */
  private void fireIsTold() {
    if (witness.fireHeardFor() <= LONGEST_UNSAID || doorway.heldFor() <= LONGEST_UNSAID) return;
    if (!notFree.contains("fire")) {
      throw new Violation(
          Promise.AUTHORISED,
          "a fire for %d ms, the way out holds, and nobody is told"
              .formatted(witness.fireHeardFor()));
    }
  }

  private void buttonIsTold() {
    if (shutIn.isEmpty()) return;
    ShutIn pressed = shutIn.get();
    boolean told =
        notFree.contains("button")
            || toldAt.getOrDefault("button", Long.MIN_VALUE) >= pressed.sinceMillis();
    if (told || town.station().lives() != pressed.life()) {
      shutIn = Optional.empty();
    } else if (town.time().now() - pressed.sinceMillis() > LONGEST_UNSAID) {
      throw new Violation(
          Promise.AUTHORISED, "the button frees nobody, and nobody is told of it: " + pressed);
    }
  }

  /** How many are inside, within the error that is told with it. */
  private void isCountedRight(Kiosk kiosk) {
    if (!doorway.isCalm(LONGEST_UNSAID)) return;
    Occupancy told = kiosk.fittings().entrance().occupancy();
    int percent =
        kiosk.plan().fittings().entrance().room().map(room -> room.errorPercent()).orElse(0);
    int truth = town.porch().inside();
    if (anew) {
      // Where nobody passed for ten minutes the room was taken as empty, whoever still reads.
      unknownInside = truth - told.inside();
      anew = false;
    }
    tally.count("counts of people compared");
    // They leave one by one, and each who does where nobody is counted inside adds to the error.
    int least = Math.min(0, unknownInside);
    int most = Math.max(0, unknownInside);
    int difference = truth - told.inside();
    if (Math.abs(difference - Math.clamp(difference, least, most)) > told.error(percent)) {
      throw new Violation(
          Promise.EVIDENCE,
          "%d are inside, and the station counts %d, give or take %d"
              .formatted(truth, told.inside(), told.error(percent)));
    }
  }

  // What it claims.

  void recorded(Fact fact) {
    if (fact instanceof EntranceFact entrance) recorded(entrance);
    if (fact instanceof ShelfFact.Loaned loan) lent.add(loan.tag());
    if (fact instanceof StationFact.FireBegan) emergency = true;
    if (fact instanceof StationFact.EmergencyEnded) emergency = false;
    if (fact instanceof StationFact.ServiceChanged changed) outOfService = !changed.inService();
    if (fact instanceof StationFact.Started) {
      startedAt = town.time().now();
      taps.clear();
      unsaid.startedAnew();
    }
  }

  private void recorded(EntranceFact fact) {
    unsaid.recorded(fact);
    switch (fact) {
      case EntranceFact.Admitted(long number, String grounds) -> admitted(number, grounds);
      case EntranceFact.NotAdmitted(String why) -> notAdmitted(why);
      case EntranceFact.EntranceFailed(long number, String why) ->
          require(acted.contains(number) && !released.contains(number), Promise.EVIDENCE, fact);
      case EntranceFact.Tailgated _ ->
          require(++tailgated <= doorway.passed("in"), Promise.EVIDENCE, fact);
      case EntranceFact.PeopleCounted(int in, int out, int inside, int error) -> {
        countedIn += in;
        countedOut += out;
        require(
            countedIn <= doorway.passed("in") && countedOut <= doorway.passed("out") && inside >= 0,
            Promise.EVIDENCE,
            fact);
      }
      case EntranceFact.RoomReset _ -> anew = true;
      case EntranceFact.CounterFailed(String contact, String why) ->
          require(isDoubtful(contact, why), Promise.CREDIT, fact);
      case EntranceFact.CounterWell _ -> {}
      case EntranceFact.GateRang(String way, var attendant) ->
          require(rang(way), Promise.CREDIT, fact);
      case EntranceFact.GateRangForLoan(TagId tag, var door, String way) ->
          require(rang(way) && lent.contains(tag), Promise.CREDIT, fact);
      case EntranceFact.ExitNotFree(String cause) -> {
        tally.count("alarms of the way out");
        require(hasReason(cause), Promise.CREDIT, fact);
        notFree.add(cause);
        toldAt.put(cause, town.time().now());
      }
      case EntranceFact.ExitFreed _ ->
          require(
              witness.wasFire()
                  && (doorway.gaveWay(LONGEST_UNSAID)
                      || doorway.wasSpoilt(
                          HouseWiring.Fault.FREED_AT_WRONG_TERMINAL, LONGEST_UNSAID)),
              Promise.EVIDENCE,
              fact);
      case EntranceFact.ExitCleared _ -> {
        boolean fails =
            witness.fireHeardFor() > LONGEST_UNSAID && doorway.heldFor() > LONGEST_UNSAID;
        require(!notFree.isEmpty() && !fails, Promise.AUTHORISED, fact);
        notFree.clear();
      }
    }
  }

  /** One card that was held up lets one in, whom the centre knows well or the rules let. */
  private void admitted(long number, String grounds) {
    tally.count("admitted by " + grounds);
    if (!admitted.add(number)) {
      throw new Violation(Promise.AUTHORISED, "somebody is admitted twice as number " + number);
    }
    if (emergency || outOfService || !notFree.isEmpty()) {
      throw new Violation(
          Promise.AUTHORISED,
          "admitted as number %d; emergency %s, out of service %s, way out not free %s"
              .formatted(number, emergency, outOfService, notFree));
    }
    Policy now = town.station().kiosk().policy();
    Optional<Tap> who =
        taps.stream()
            .filter(
                tap -> may(tap.patron(), grounds, tap.rules()) || may(tap.patron(), grounds, now))
            .findFirst();
    if (who.isEmpty()) {
      throw new Violation(
          Promise.AUTHORISED,
          "admitted as number %d, by %s, of nobody who may come in: %s"
              .formatted(number, grounds, taps.stream().map(Tap::patron).toList()));
    }
    taps.remove(who.get());
  }

  private boolean may(PatronToken patron, String grounds, Policy rules) {
    if (rules.blocked().contains(patron)) return false;
    boolean good =
        town.centre()
            .patrons()
            .find(patron.hex())
            .map(Patron::standing)
            .filter(Standing.GOOD::equals)
            .isPresent();
    return grounds.equals("stranger") ? rules.offline().strangers() : good;
  }

  /** Nobody stays outside with a word that is about nobody who was there. */
  private void notAdmitted(String why) {
    long since = town.time().now() - LONG_AGO;
    boolean isSo =
        switch (why) {
          case "unknown-card", "expired", "blocked" ->
              heard.entrySet().stream()
                  .anyMatch(one -> one.getValue() > since && isOutside(one.getKey(), why));
          default -> true;
        };
    if (!isSo) throw new Violation(Promise.CREDIT, "nobody outside is " + why);
  }

  private boolean isOutside(String token, String why) {
    Optional<Standing> standing = town.centre().patrons().find(token).map(Patron::standing);
    return switch (why) {
      case "unknown-card" -> standing.isEmpty();
      case "expired" -> standing.equals(Optional.of(Standing.EXPIRED));
      default -> standing.equals(Optional.of(Standing.BLOCKED)) || rules.everBlocked(token);
    };
  }

  private boolean isDoubtful(String contact, String why) {
    return switch (why) {
      case "unseen" -> doorway.wasHidden(contact, LONG_AGO);
      case "stuck" ->
          switch (contact) {
            case "exit-button" ->
                doorway.wasSpoilt(HouseWiring.Fault.BUTTON_PIN_CUT, LONG_AGO)
                    || doorway.wasPressed(LONG_AGO);
            case "exit-freed" -> doorway.wasSpoilt(LONG_AGO) || doorway.gaveWay(NEARLY_TOO_LONG);
            default -> doorway.longestOpen(contact) > NEARLY_STUCK;
          };
      case "silent" -> !contact.equals("exit-freed") || doorway.wasSpoilt(LONG_AGO);
      default -> false;
    };
  }

  private boolean rang(String way) {
    return lives.maySay(doorway.openUntil("gate-" + way), town.time().now(), LONGEST_UNSAID);
  }

  /** No false alarm: something was wrong with the wires, and somebody wanted to be let out. */
  private boolean hasReason(String cause) {
    boolean wanted =
        cause.equals("fire")
            ? witness.wasFire()
            : doorway.wasPressed(LONG_AGO)
                || doorway.wasSpoilt(HouseWiring.Fault.BUTTON_PIN_CUT, LONG_AGO);
    return wanted && doorway.wasSpoilt(LONG_AGO);
  }

  private static void require(boolean fulfilled, Promise promise, EntranceFact fact) {
    if (!fulfilled) throw new Violation(promise, "at the entrance: " + fact);
  }

  // When all is well again.

  /** The way out is in order and watched, nobody is kept in, and nothing there is in doubt. */
  void healed(Kiosk kiosk) {
    int inside = town.porch().inside();
    if (inside != 0) throw new Violation(Promise.HEALS, inside + " are still inside");
    if (!kiosk.fittings().entrance().exit().notFree().isEmpty() || !notFree.isEmpty()) {
      throw new Violation(Promise.HEALS, "the way out was not free: " + notFree);
    }
    if (doorway.heldFor() == 0) throw new Violation(Promise.HEALS, "the entrance stands open");
    if (!kiosk.devices().contacts().failed().isEmpty()) {
      throw new Violation(
          Promise.HEALS, "contacts in doubt: " + kiosk.devices().contacts().failed());
    }
  }
}
