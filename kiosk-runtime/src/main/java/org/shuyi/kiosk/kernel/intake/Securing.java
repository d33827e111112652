package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.MagnetEvent;
import org.shuyi.kiosk.kernel.MagnetEvent.ReturnAnswered;
import org.shuyi.kiosk.kernel.MagnetFact;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.magnet.MagnetPlan;
import org.shuyi.kiosk.kernel.magnet.Magnetising;
import org.shuyi.kiosk.kernel.magnet.Unit;
import org.shuyi.kiosk.kernel.magnet.Way;

/**
 * An item in the tunnel of a station that says its returns to a library system: the system is told,
 * its strip is made to ring again where the system says so, and only then it is sorted. What cannot
 * be made to ring again does not go among the others but into the exception bin.
 */
public final class Securing {
  private static final String ALERT = "alert";
  private static final String NOT_SECURED = "not-secured";
  private static final String UNASKED = "unasked";

  private Securing() {}

  /** Whether the library system is asked in the place of the centre. */
  static boolean asksSystem(Draft draft) {
    return draft.plan().fittings().magnet().isPresent();
  }

  static void ask(Opener opener, TagId tag, Item item, Draft draft) {
    boolean hears = Magnetising.hears(draft.kiosk());
    long number = hears ? Magnetising.ask(draft) : draft.magnet().asks();
    long until = draft.ticks() + Magnetising.ANSWER_MILLIS;
    var asking = new Stage.Asking(opener, tag, item, number, until);
    draft.intake(draft.intake().in(asking));
    if (hears) draft.want(new Effect.SayReturn(number, item));
    else unasked(asking, draft);
  }

  /** The word of the library system or of the unit; false where nothing here waits for it. */
  public static boolean on(MagnetEvent event, Draft draft) {
    return switch (draft.intake().stage()) {
      case Stage.Asking asking -> answered(event, asking, draft);
      case Stage.Securing securing -> pulsed(event, securing, draft);
      case Stage other -> false;
    };
  }

  private static boolean answered(MagnetEvent event, Stage.Asking asking, Draft draft) {
    switch (event) {
      case ReturnAnswered answer when answer.ask() == asking.ask() -> told(answer, asking, draft);
      case MagnetEvent.Unanswered(long ask, String why) when ask == asking.ask() ->
          unasked(asking, draft);
      case MagnetEvent other -> {
        return false;
      }
    }
    return true;
  }

  private static void told(ReturnAnswered answer, Stage.Asking asking, Draft draft) {
    Optional<String> obstacle = Unit.obstacle(Way.RESENSITISE, draft.kiosk());
    if (!answer.ok()) {
      Conveying.handBack(asking.opener(), "not-ours", draft);
    } else if (!answer.resensitise()) {
      onward(asking, answer.alert(), draft);
    } else if (obstacle.isPresent()) {
      unsecured(asking, obstacle.get(), draft);
    } else {
      secure(asking, answer.alert(), draft);
    }
  }

  private static void secure(Stage.Asking asking, boolean alert, Draft draft) {
    MagnetPlan plan = draft.plan().fittings().magnet().orElseThrow();
    long pulse = Unit.pulse(Way.RESENSITISE, asking.tag(), asking.item(), plan, draft);
    long until = draft.ticks() + Unit.ANSWER_MILLIS;
    draft.intake(draft.intake().in(new Stage.Securing(asking, alert, pulse, false, until)));
  }

  private static boolean pulsed(MagnetEvent event, Stage.Securing now, Draft draft) {
    switch (event) {
      case MagnetEvent.PulseBegan(long pulse) when pulse == now.pulse() && !now.begun() -> {
        MagnetPlan plan = draft.plan().fittings().magnet().orElseThrow();
        long until = draft.ticks() + plan.pulse().toMillis();
        draft.intake(
            draft.intake().in(new Stage.Securing(now.item(), now.alert(), pulse, true, until)));
      }
      case MagnetEvent.PulseFailed(long pulse, String why) when pulse == now.pulse() -> {
        ended(now, why, draft);
        unsecured(now.item(), "unit-failed", draft);
      }
      case MagnetEvent other -> {
        return false;
      }
    }
    return true;
  }

  /** The pulse is over; or nothing was heard of it, and nobody knows. */
  static void timePassed(Stage.Securing now, Draft draft) {
    ended(now, now.begun() ? Unit.DONE : Unit.UNCLEAR, draft);
    if (now.begun()) onward(now.item(), now.alert(), draft);
    else unsecured(now.item(), Unit.UNCLEAR, draft);
  }

  /** Everything stood still meanwhile; what lies in the tunnel is read and asked about anew. */
  static void interrupted(Stage.Securing now, Draft draft) {
    ended(now, Unit.UNCLEAR, draft);
  }

  private static void ended(Stage.Securing now, String how, Draft draft) {
    Unit.ended(now.pulse(), Way.RESENSITISE, now.item().tag(), how, draft);
  }

  /** Nobody was heard in time, or could be asked: the station's own rule. */
  static void unasked(Stage.Asking asking, Draft draft) {
    boolean refuses = draft.plan().fittings().magnet().orElseThrow().refusesUnasked();
    if (refuses) unsecured(asking, UNASKED, draft);
    else Judging.sortByRule(asking, draft);
  }

  private static void onward(Stage.Asking asking, boolean alert, Draft draft) {
    if (alert) Judging.sortAside(asking, ALERT, draft);
    else Judging.sortByRule(asking, draft);
  }

  private static void unsecured(Stage.Asking asking, String why, Draft draft) {
    draft.record(
        new MagnetFact.LeftUndone(asking.tag(), asking.item(), Way.RESENSITISE.word(), why));
    Judging.sortAside(asking, why.equals(UNASKED) ? UNASKED : NOT_SECURED, draft);
  }
}
