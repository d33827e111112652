package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * One item after the other: what follows when a motion has ended, and when an item is done with.
 */
final class Proceeding {
  private Proceeding() {}

  static void conveyed(long motion, Ending ending, Draft draft) {
    Stage stage = draft.intake().stage();
    if (motion < 1 || motionOf(stage) != motion) return;
    if (ending == Ending.DONE) done(stage, draft);
    else notDone(stage, ending, draft);
  }

  private static long motionOf(Stage stage) {
    return switch (stage) {
      case Stage.Opening opening -> opening.motion();
      case Stage.Closing closing -> closing.motion();
      case Stage.TakingIn taking -> taking.motion();
      case Stage.Sorting sorting -> sorting.motion();
      case Stage.Retrieving retrieving -> retrieving.motion();
      case Stage.HandingBack handing -> handing.motion();
      case Stage other -> 0;
    };
  }

  private static void done(Stage stage, Draft draft) {
    switch (stage) {
      case Stage.Opening opening when opening.why().isEmpty() -> opened(draft, false);
      case Stage.Opening opening when opening.why().equals(IntakeScreens.NOTHING) ->
          opened(draft, true);
      case Stage.Opening opening -> {
        Attending.show(new Stage.ToTake(opening.why(), 0), draft);
        SlotHealth.scene(draft.kiosk()).ifPresent(scene -> Intaking.seen(scene, draft));
      }
      case Stage.Closing closing -> closed(closing.takesIn(), draft);
      case Stage.TakingIn taking -> read(taking.opener(), draft);
      case Stage.Sorting sorting -> {
        draft.intake(draft.intake().failing(0));
        Crediting.takenBack(sorting.held(), sorting.held().bin(), draft);
        next(draft);
      }
      case Stage.Retrieving retrieving ->
          SlotHealth.scene(draft.kiosk())
              .ifPresent(scene -> Deciding.retrieved(retrieving, scene, draft));
      case Stage.HandingBack handing -> inTheGate(handing.opener(), handing.why(), draft);
      case Stage other -> {}
    }
  }

  private static void notDone(Stage stage, Ending ending, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    boolean hand = SlotHealth.scene(kiosk).map(IntakeScene::hand).orElse(false);
    if (stage instanceof Stage.Closing closing && hand) {
      Halting.blocked(closing, draft);
      return;
    }
    boolean tooOften = Halting.failedTooOften(draft);
    Optional<String> obstacle = SlotHealth.obstacle(kiosk);
    boolean known = ending != Ending.UNKNOWN && obstacle.isEmpty();
    if (known && stage instanceof Stage.TakingIn taking && nothingCame(taking, draft)) {
      if (tooOften) end(draft);
      else Conveying.open(IntakeScreens.NOTHING, draft);
    } else if (tooOften) {
      Halting.stop(stage, Halting.FAILS, draft);
    } else if (known) {
      Halting.decide(stage, draft);
    } else {
      Halting.stop(stage, obstacle.orElse("unknown"), draft);
    }
  }

  /** Somebody touched the screen before anything lay in the gate, or took it out again. */
  private static boolean nothingCame(Stage.TakingIn taking, Draft draft) {
    return draft.intake().company() == Company.HERE
        && taking.held().isEmpty()
        && SlotHealth.scene(draft.kiosk())
            .filter(scene -> !scene.tunnel() && !scene.inlet() && !scene.foreign())
            .isPresent();
  }

  static void opened(Draft draft, boolean nothing) {
    long until = draft.ticks() + Intaking.plan(draft).gateOpen().toMillis();
    draft.intake(draft.intake().in(new Stage.GateOpen(until, nothing)));
    SlotHealth.scene(draft.kiosk()).ifPresent(scene -> Intaking.seen(scene, draft));
  }

  /** The gate is shut; what somebody put in at the last moment is taken in too. */
  static void closed(boolean takesIn, Draft draft) {
    boolean inlet = SlotHealth.scene(draft.kiosk()).map(IntakeScene::inlet).orElse(false);
    if (takesIn || inlet) Conveying.takeIn(Attending.who(draft), Optional.empty(), draft);
    else end(draft);
  }

  static void read(Opener opener, Draft draft) {
    Intake intake = draft.intake().counting();
    long until = draft.ticks() + Intaking.plan(draft).countPatience().toMillis();
    draft.intake(intake.in(new Stage.Reading(opener, intake.counts(), until)));
    draft.want(new Effect.CountTunnel(intake.counts(), draft.plan().rounds()));
  }

  /** It lies in the gate again, for whoever brought it. */
  static void inTheGate(Opener opener, String why, Draft draft) {
    draft.record(new IntakeFact.HandedBack(opener, why));
    Conveying.open(why, draft);
  }

  /** One item is done with: the gate opens for the next, where somebody may still bring one. */
  static void next(Draft draft) {
    if (draft.intake().company() == Company.HERE && goesOn(draft)) Conveying.open("", draft);
    else end(draft);
  }

  static boolean goesOn(Draft draft) {
    Kiosk kiosk = draft.kiosk();
    boolean leaving = kiosk.visits().now() instanceof Visit.Inside inside && inside.finishing();
    boolean many = draft.intake().handed().size() >= Intake.MOST_IN_SESSION;
    return !leaving && !many && !Serving.closed(kiosk) && SlotHealth.trouble(kiosk).isEmpty();
  }

  /** The gate is shut and nothing is inside; a visit tells on its own receipt what was returned. */
  static void end(Draft draft) {
    Intake intake = draft.intake();
    if (draft.kiosk().visits().now() instanceof Visit.Inside inside) {
      draft.visit(inside.touchedAt(draft.ticks()));
      draft.intake(intake.cleared());
    } else if (intake.handed().isEmpty() || intake.company() == Company.NOBODY) {
      draft.intake(intake.cleared());
    } else {
      long until = draft.ticks() + draft.plan().receiptFor().toMillis();
      draft.intake(intake.left().in(new Stage.Farewell(until)));
    }
  }
}
