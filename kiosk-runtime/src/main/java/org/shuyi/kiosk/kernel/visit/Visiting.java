package org.shuyi.kiosk.kernel.visit;

import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.VisitEvent.CardTapped;
import org.shuyi.kiosk.kernel.VisitEvent.CardUnusable;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.VisitEvent.Touched;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Intaking;
import org.shuyi.kiosk.kernel.intake.SlotHealth;
import org.shuyi.kiosk.kernel.magnet.Magnetising;
import org.shuyi.kiosk.kernel.policy.KnownPatrons.Known;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.kernel.receipt.Receipting;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelving;
import org.shuyi.kiosk.kernel.visit.Visit.Asking;
import org.shuyi.kiosk.kernel.visit.Visit.Greeted;
import org.shuyi.kiosk.kernel.visit.Visit.Inside;
import org.shuyi.kiosk.kernel.visit.Visit.Leaving;
import org.shuyi.kiosk.kernel.visit.Visit.Nobody;
import org.shuyi.kiosk.kernel.visit.Visit.TurnedAway;

/**
 * One visit at a time: a card is tapped, the centre or the offline allowance decides, doors are
 * opened and counted, and the visit ends when every door of it is closed and counted.
 */
public final class Visiting {
  private static final long TURNED_AWAY_FOR = 8_000;

  private Visiting() {}

  public static void on(VisitEvent event, Draft draft) {
    switch (event) {
      case CardTapped(PatronToken patron, Optional<PatronToken> older) -> {
        older.ifPresent(before -> draft.known(draft.kiosk().known().renamed(before, patron)));
        tapped(patron, older, draft);
      }
      case CardUnusable unusable -> {
        if (isFree(draft)) turnAway("unusable-card", draft);
      }
      case Touched(Intent intent) -> touched(intent, draft);
    }
  }

  /** The centre's word; one that nobody waits for any more is not obeyed. */
  public static void answered(long ask, Verdict verdict, Draft draft) {
    if (!(draft.kiosk().visits().now() instanceof Asking asking) || asking.ask() != ask) return;
    switch (verdict) {
      case Verdict.Welcome(int mayBorrow) -> {
        draft.known(
            draft.kiosk().known().with(asking.patron(), new Known(mayBorrow, draft.ticks())));
        admit(asking.patron(), asking.older(), false, mayBorrow, draft);
      }
      case Verdict.Refused(String why) -> {
        draft.known(draft.kiosk().known().without(asking.patron()));
        refuse(asking.patron(), why, draft);
      }
    }
  }

  /** A door of this opener was counted, or cannot be: the visit goes on, or is done. */
  public static void counted(Opener opener, Draft draft) {
    if (!(draft.kiosk().visits().now() instanceof Inside inside)) return;
    if (!opener.equals(new Opener.Visitor(inside.patron(), inside.number()))) return;
    Inside alive = inside.touchedAt(draft.ticks());
    boolean hasDoneSomething = !inside.handed().isEmpty();
    boolean objected =
        inside.handed().values().stream().anyMatch(handed -> !handed.objections().isEmpty());
    draft.visit(hasDoneSomething && !objected ? alive.finishingNow() : alive);
  }

  /** After every event: a visit that is done, and whose doors are all closed and counted, ends. */
  public static void settle(Draft draft) {
    if (draft.kiosk().visits().now() instanceof Inside inside
        && inside.finishing()
        && !SlotHealth.isBusy(draft.kiosk())
        && !Magnetising.isBusy(draft.kiosk(), inside.number())
        && Shelving.underWay(draft.kiosk(), openerOf(inside)).isEmpty()) {
      leave(inside, "finished", draft);
    }
  }

  public static void timePassed(Draft draft) {
    if (draft.ticks() < wakeAt(draft.kiosk())) return;
    switch (draft.kiosk().visits().now()) {
      case Nobody nobody -> {}
      case Greeted greeted when SlotHealth.isBusy(draft.kiosk()) ->
          draft.visit(new Greeted(draft.ticks() + draft.plan().idle().toMillis()));
      case Greeted greeted -> endWith(new Nobody(), draft);
      case Asking asking -> decideOffline(asking.patron(), asking.older(), draft);
      case TurnedAway turnedAway -> endWith(new Nobody(), draft);
      case Inside inside -> {
        if (inside.asked()) leave(inside, "timed-out", draft);
        else draft.visit(inside.askedNow());
      }
      case Leaving leaving -> endWith(new Nobody(), draft);
    }
  }

  /**
   * Short waits ended with the power; somebody who had a door open is still credited by its count.
   */
  public static void restarted(Draft draft) {
    switch (draft.kiosk().visits().now()) {
      case Nobody nobody -> {}
      case Greeted greeted -> endWith(new Nobody(), draft);
      case Inside inside when !Shelving.underWay(draft.kiosk(), openerOf(inside)).isEmpty() ->
          draft.visit(inside.touchedAt(draft.ticks()).finishingNow());
      case Inside inside -> {
        draft.record(
            new VisitFact.VisitEnded(
                inside.number(), "restarted", inside.loans(), inside.returns()));
        endWith(new Nobody(), draft);
      }
      case Asking asking -> endWith(new Nobody(), draft);
      case TurnedAway turnedAway -> endWith(new Nobody(), draft);
      case Leaving leaving -> endWith(new Nobody(), draft);
    }
  }

  /** Whoever is here shall leave; what was lent and returned until now stands. */
  public static void evacuate(Draft draft) {
    if (draft.kiosk().visits().now() instanceof Inside inside) {
      draft.record(
          new VisitFact.VisitEnded(inside.number(), "emergency", inside.loans(), inside.returns()));
    }
    endWith(new Nobody(), draft);
  }

  /** There is no time left: the visit ends when every door that is open now is shut and counted. */
  public static void hurry(Draft draft) {
    if (draft.kiosk().visits().now() instanceof Inside inside) draft.visit(inside.finishingNow());
  }

  /** What became of a receipt on paper is told to whom it concerns, if they are still here. */
  public static void receiptEnded(long visit, Draft draft) {
    if (draft.kiosk().visits().now() instanceof Leaving leaving
        && leaving.visit().number() == visit) {
      draft.visit(
          new Leaving(leaving.visit(), draft.ticks() + draft.plan().receiptFor().toMillis()));
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    return switch (kiosk.visits().now()) {
      case Nobody nobody -> Long.MAX_VALUE;
      case Greeted greeted -> greeted.until();
      case Asking asking -> asking.until();
      case TurnedAway turnedAway -> turnedAway.until();
      case Inside inside -> inside.asked() ? endOf(inside, kiosk) : askAt(inside, kiosk);
      case Leaving leaving -> leaving.until();
    };
  }

  /** Whether this opener is the patron of the visit that is under way. */
  public static boolean isHere(Opener opener, Kiosk kiosk) {
    return kiosk.visits().now() instanceof Inside inside && opener.equals(openerOf(inside));
  }

  public static Opener.Visitor openerOf(Inside inside) {
    return new Opener.Visitor(inside.patron(), inside.number());
  }

  static long endOf(Inside inside, Kiosk kiosk) {
    long asked = askAt(inside, kiosk);
    return asked == Long.MAX_VALUE ? asked : asked + kiosk.plan().idleGrace().toMillis();
  }

  /** Whoever returns something without a card is not made another by the card of somebody else. */
  private static void tapped(PatronToken patron, Optional<PatronToken> older, Draft draft) {
    switch (draft.kiosk().visits().now()) {
      case Nobody nobody when SlotHealth.isAttended(draft.kiosk()) -> {}
      case Greeted greeted when SlotHealth.isAttended(draft.kiosk()) -> {}
      case Nobody nobody -> begin(patron, older, draft);
      case Greeted greeted -> begin(patron, older, draft);
      case TurnedAway turnedAway -> begin(patron, older, draft);
      case Leaving leaving -> {
        endWith(new Nobody(), draft);
        begin(patron, older, draft);
      }
      case Asking asking -> {}
      case Inside inside when inside.patron().equals(patron) ->
          draft.visit(inside.touchedAt(draft.ticks()));
      // A second card is told to wait: the screen goes on showing whose turn it is.
      case Inside inside -> {}
    }
  }

  private static void begin(PatronToken patron, Optional<PatronToken> older, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    if (Serving.closed(kiosk)) return;
    Policy policy = kiosk.policy();
    if (isBlocked(patron, older, policy)) {
      refuse(patron, "blocked", draft);
      return;
    }
    if (kiosk.shelf().doors().keySet().stream().noneMatch(door -> Serving.offers(kiosk, door))) {
      refuse(patron, "no-door", draft);
      return;
    }
    if (!kiosk.devices().online()) {
      decideOffline(patron, older, draft);
      return;
    }
    Optional<Known> known = kiosk.known().find(patron);
    // Ticks stand still while the power is off: a word from before that is as old as it may be.
    boolean fresh =
        known.isPresent()
            && known.get().at() >= kiosk.devices().since()
            && draft.ticks() - known.get().at() < policy.freshFor().toMillis();
    if (fresh) admit(patron, older, false, known.get().mayBorrow(), draft);
    else ask(patron, older, draft);
  }

  private static boolean isBlocked(PatronToken patron, Optional<PatronToken> older, Policy policy) {
    return policy.blocked().contains(patron)
        || (older.isPresent() && policy.blocked().contains(older.get()));
  }

  private static void ask(PatronToken patron, Optional<PatronToken> older, Draft draft) {
    Visits visits = draft.kiosk().visits();
    long number = visits.asked() + 1;
    var patience = draft.plan().askPatience();
    draft.visits(
        new Visits(
            new Asking(patron, older, number, draft.ticks() + patience.toMillis()),
            visits.language(),
            visits.begun(),
            number));
    draft.want(new Effect.AskCentre(number, patron, patience));
  }

  private static void decideOffline(PatronToken patron, Optional<PatronToken> older, Draft draft) {
    Policy.Offline allowance = draft.kiosk().policy().offline();
    Optional<Known> known = draft.kiosk().known().find(patron);
    if (known.isEmpty() && !allowance.strangers()) {
      refuse(patron, "offline-stranger", draft);
      return;
    }
    int mayBorrow =
        Math.min(allowance.itemsPerVisit(), known.map(Known::mayBorrow).orElse(Integer.MAX_VALUE));
    admit(patron, older, true, mayBorrow, draft);
  }

  /** What was true when the card was tapped is looked at again: the centre's word took its time. */
  private static void admit(
      PatronToken patron,
      Optional<PatronToken> older,
      boolean offline,
      int mayBorrow,
      Draft draft) {
    if (Serving.closed(draft.kiosk())) {
      endWith(new Nobody(), draft);
      return;
    }
    if (isBlocked(patron, older, draft.kiosk().policy())) {
      refuse(patron, "blocked", draft);
      return;
    }
    Visits visits = draft.kiosk().visits();
    long number = visits.begun() + 1;
    draft.record(new VisitFact.VisitBegan(number, patron, offline));
    draft.visits(
        new Visits(
            new Inside(
                number, patron, offline, mayBorrow, draft.ticks(), false, false, new TreeMap<>()),
            visits.language(),
            number,
            visits.asked()));
  }

  private static void refuse(PatronToken patron, String why, Draft draft) {
    draft.record(new VisitFact.VisitRefused(patron, why));
    turnAway(why, draft);
  }

  private static void turnAway(String why, Draft draft) {
    draft.visit(new TurnedAway(why, draft.ticks() + TURNED_AWAY_FOR));
  }

  private static void touched(Intent intent, Draft draft) {
    if (intent instanceof Intent.Speak(String language)) {
      if (draft.plan().languages().contains(language)) {
        draft.visits(draft.kiosk().visits().speaking(language));
      }
    }
    switch (draft.kiosk().visits().now()) {
      case Nobody nobody -> greet(intent, draft);
      case Greeted greeted -> greet(intent, draft);
      case Asking asking -> {}
      case TurnedAway turnedAway -> {
        if (intent instanceof Intent.Finish) endWith(new Nobody(), draft);
      }
      case Leaving leaving -> {
        if (intent instanceof Intent.Finish) endWith(new Nobody(), draft);
        if (intent instanceof Intent.Print) print(leaving, draft);
      }
      case Inside inside -> touchedInside(intent, inside, draft);
    }
  }

  /** A language that nobody came to speak is not left to the next one. */
  private static void greet(Intent intent, Draft draft) {
    Intaking.touched(intent, draft);
    if (intent instanceof Intent.Speak) {
      draft.visit(new Greeted(draft.ticks() + draft.plan().idle().toMillis()));
    }
  }

  /** Whoever asked stays until it is told what became of it, and some time more. */
  private static void print(Leaving leaving, Draft draft) {
    Inside visit = leaving.visit();
    if (!Receipting.offers(visit, draft.kiosk())) return;
    long until = Receipting.print(visit, Screens.lines(visit, draft.kiosk()), draft);
    draft.visit(new Leaving(visit, until + draft.plan().receiptFor().toMillis()));
  }

  private static void touchedInside(Intent intent, Inside inside, Draft draft) {
    switch (intent) {
      case Intent.OpenDoor(DoorId door) -> {
        if (!Serving.offers(draft.kiosk(), door) || SlotHealth.isBusy(draft.kiosk())) return;
        draft.visit(inside.stayingAt(draft.ticks()));
        Shelving.unlock(door, openerOf(inside), draft);
      }
      case Intent.LaidOn laid -> {
        draft.visit(inside.touchedAt(draft.ticks()));
        Magnetising.laidOn(inside, draft);
      }
      case Intent.Finish finish when Magnetising.declined(inside, draft) -> {}
      case Intent.Finish finish -> {
        Intaking.touched(intent, draft);
        draft.visit(inside.touchedAt(draft.ticks()).finishingNow());
      }
      case Intent.ReturnBook returning -> {
        draft.visit(inside.touchedAt(draft.ticks()));
        boolean atDoors = !Shelving.underWay(draft.kiosk(), openerOf(inside)).isEmpty();
        if (!atDoors && !inside.finishing()) Intaking.touched(intent, draft);
      }
      case Intent.Print print -> {}
      case Intent.Stay stay -> draft.visit(inside.touchedAt(draft.ticks()));
      case Intent.Speak speak -> draft.visit(inside.touchedAt(draft.ticks()));
    }
  }

  private static void leave(Inside inside, String how, Draft draft) {
    draft.record(new VisitFact.VisitEnded(inside.number(), how, inside.loans(), inside.returns()));
    Intaking.visitEnded(draft);
    boolean nothingToTell = inside.handed().isEmpty() && how.equals("timed-out");
    if (nothingToTell) endWith(new Nobody(), draft);
    else draft.visit(new Leaving(inside, draft.ticks() + draft.plan().receiptFor().toMillis()));
  }

  /** Nothing of a visit reaches the next: the language goes back to the station's own. */
  private static void endWith(Nobody nobody, Draft draft) {
    draft.visits(draft.kiosk().visits().with(nobody).speaking(draft.plan().languages().getFirst()));
  }

  private static boolean isFree(Draft draft) {
    Kiosk kiosk = draft.kiosk();
    return switch (kiosk.visits().now()) {
      case Nobody nobody -> !Serving.closed(kiosk) && !SlotHealth.isAttended(kiosk);
      case Greeted greeted -> !Serving.closed(kiosk) && !SlotHealth.isAttended(kiosk);
      case TurnedAway turnedAway -> true;
      case Asking asking -> false;
      case Inside inside -> false;
      case Leaving leaving -> false;
    };
  }

  /**
   * No hurry while a door of this patron is open or being counted: the time runs when all are shut.
   */
  private static long askAt(Inside inside, Kiosk kiosk) {
    boolean busy =
        SlotHealth.isBusy(kiosk)
            || kiosk.shelf().doors().values().stream()
                .filter(door -> door.state().openerNow().equals(openerOf(inside)))
                .anyMatch(
                    door ->
                        switch (door.state()) {
                          case DoorState.Shut shut -> false;
                          case DoorState.MayOpen mayOpen -> true;
                          case DoorState.Open open -> true;
                          case DoorState.Counting counting -> true;
                          case DoorState.Uncounted uncounted -> false;
                          case DoorState.Unseen unseen -> false;
                        });
    return busy ? Long.MAX_VALUE : inside.touched() + kiosk.plan().idle().toMillis();
  }
}
