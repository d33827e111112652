package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.IntakeEvent;
import org.shuyi.kiosk.kernel.IntakeEvent.Conveyed;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeEvent.HandInGate;
import org.shuyi.kiosk.kernel.IntakeEvent.SlotSeen;
import org.shuyi.kiosk.kernel.IntakeEvent.TunnelRead;
import org.shuyi.kiosk.kernel.IntakeEvent.TunnelUnread;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.kernel.visit.Visiting;

/**
 * The return slot, item by item: the gate opens and shuts, the item is taken in and read, the
 * centre or the rule says where it belongs, and it is sorted, or handed back.
 *
 * <p>Nobody needs a card for it. What is handed in within a visit names its patron.
 */
public final class Intaking {
  private Intaking() {}

  public static void on(IntakeEvent event, Draft draft) {
    if (draft.plan().fittings().intake().isEmpty()) return;
    switch (event) {
      case Conveyed(long motion, Ending ending, String detail) -> conveyed(motion, ending, draft);
      case HandInGate(boolean there) -> {
        if (there) handInGate(draft);
      }
      case SlotSeen(Optional<IntakeScene> scene) -> {
        draft.devices(draft.kiosk().devices().seeing(scene));
        scene.ifPresent(seen -> seen(seen, draft));
      }
      case TunnelRead(long count, int rounds, SortedMap<TagId, Reading> tags) -> {
        if (stage(draft) instanceof Stage.Reading reading && reading.count() == count) {
          Judging.judge(tags, reading.opener(), draft);
        }
      }
      case TunnelUnread(long count, String why) -> {
        if (stage(draft) instanceof Stage.Reading reading && reading.count() == count) {
          Conveying.handBack(reading.opener(), "unreadable", draft);
        }
      }
    }
  }

  /** A touch that concerns the return slot, if there is one. */
  public static void touched(Intent intent, Draft draft) {
    if (draft.plan().fittings().intake().isEmpty()) return;
    switch (intent) {
      case Intent.ReturnBook returning -> wanted(draft);
      case Intent.Finish finish -> finished(draft);
      case Intent.OpenDoor open -> {}
      case Intent.Stay stay -> {}
      case Intent.Print print -> {}
      case Intent.Speak speak -> {}
    }
  }

  /** The centre's word on an item; one that nobody waits for any more is not obeyed. */
  public static void answered(long ask, ItemVerdict verdict, Draft draft) {
    Judging.answered(ask, verdict, draft);
  }

  public static void timePassed(Draft draft) {
    if (draft.ticks() < wakeAt(draft.kiosk())) return;
    Intake intake = draft.intake();
    switch (intake.stage()) {
      case Stage.Idle idle -> {}
      case Stage.Farewell farewell -> draft.intake(intake.cleared());
      case Stage.GateOpen open -> Conveying.close(false, draft);
      case Stage.ToTake take ->
          draft.intake(intake.left().in(new Stage.ToTake(take.why(), Long.MAX_VALUE)));
      case Stage.Blocked blocked -> {}
      case Stage.Reading reading -> Conveying.handBack(reading.opener(), "unreadable", draft);
      case Stage.Asking asking -> Judging.sortByRule(asking, draft);
      case Stage.Stopped stopped -> Standing.goOn(stopped, "by-itself", draft);
      case Stage.Opening opening -> Standing.silent(opening, draft);
      case Stage.Closing closing -> Standing.silent(closing, draft);
      case Stage.TakingIn taking -> Standing.silent(taking, draft);
      case Stage.Sorting sorting -> Standing.silent(sorting, draft);
      case Stage.Retrieving retrieving -> Standing.silent(retrieving, draft);
      case Stage.HandingBack handing -> Standing.silent(handing, draft);
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    return switch (kiosk.fittings().intake().stage()) {
      case Stage.Idle idle -> Long.MAX_VALUE;
      case Stage.Blocked blocked -> Long.MAX_VALUE;
      case Stage.Farewell farewell -> farewell.until();
      case Stage.GateOpen open -> open.until();
      case Stage.ToTake take -> take.until();
      case Stage.Reading reading -> reading.until();
      case Stage.Asking asking -> asking.until();
      case Stage.Stopped stopped -> stopped.lookAt();
      case Stage.Opening opening -> opening.until();
      case Stage.Closing closing -> closing.until();
      case Stage.TakingIn taking -> taking.until();
      case Stage.Sorting sorting -> sorting.until();
      case Stage.Retrieving retrieving -> retrieving.until();
      case Stage.HandingBack handing -> handing.until();
    };
  }

  /** Whoever stood there has gone; what lies in the slot is looked at before anything moves. */
  public static void restarted(Draft draft) {
    if (draft.plan().fittings().intake().isEmpty()) return;
    standStill("restarted", draft);
    draft.want(new Effect.SenseSlot());
  }

  /** Nothing moves in an emergency; what was begun is looked at after it. */
  public static void evacuate(Draft draft) {
    if (draft.plan().fittings().intake().isEmpty()) return;
    draft.want(new Effect.HaltSlot());
    standStill("emergency", draft);
  }

  private static void standStill(String why, Draft draft) {
    Intake intake = draft.intake();
    draft.intake(
        SlotHealth.rests(draft.kiosk())
            ? intake.cleared()
            : intake.cleared().in(Standing.stopped(intake.stage(), why)));
  }

  /** After every event: whoever has finished needs no open gate, and what stopped may go on. */
  public static void settle(Draft draft) {
    switch (stage(draft)) {
      case Stage.GateOpen open -> {
        boolean here = draft.intake().company() == Company.HERE;
        if (!here || !goesOn(draft)) Conveying.close(false, draft);
      }
      case Stage.Stopped stopped -> Standing.lookAgain(stopped, draft);
      case Stage stage -> {}
    }
  }

  /**
   * A person has looked for an item that nobody could say the place of; false where it is none of
   * the return slot's.
   */
  public static boolean settled(String person, TagId tag, boolean present, Draft draft) {
    Intake.Astray astray = draft.intake().astray().get(tag);
    if (astray == null) return false;
    draft.record(new IntakeFact.AstraySettled(tag, astray.item(), present, person));
    draft.intake(draft.intake().found(tag));
    return true;
  }

  // Whoever stands there.

  private static void wanted(Draft draft) {
    Kiosk kiosk = draft.kiosk();
    switch (stage(draft)) {
      case Stage.GateOpen open -> {
        if (SlotHealth.obstacle(kiosk).isEmpty()) Conveying.close(true, draft);
      }
      case Stage.Stopped stopped -> {
        if (stopped.byPerson() && SlotHealth.obstacle(kiosk).isEmpty()) {
          draft.intake(draft.intake().failing(0));
          Standing.goOn(stopped, "by-a-person", draft);
        }
      }
      case Stage.ToTake take -> {
        draft.intake(draft.intake().begun());
        show(take, draft);
      }
      case Stage stage -> {
        if (SlotHealth.offers(kiosk)) {
          draft.intake(draft.intake().begun());
          Conveying.open("", draft);
        }
      }
    }
  }

  private static void show(Stage.ToTake take, Draft draft) {
    long until = draft.ticks() + plan(draft).gateOpen().toMillis();
    draft.intake(draft.intake().in(new Stage.ToTake(take.why(), until)));
  }

  private static void finished(Draft draft) {
    Intake intake = draft.intake();
    switch (intake.stage()) {
      case Stage.GateOpen open -> {
        draft.intake(intake.leaving());
        Conveying.close(false, draft);
      }
      case Stage.Farewell farewell -> draft.intake(intake.cleared());
      case Stage.ToTake take ->
          draft.intake(intake.left().in(new Stage.ToTake(take.why(), Long.MAX_VALUE)));
      case Stage.Stopped stopped -> draft.intake(intake.left());
      // What is inside goes on; then the gate stays shut.
      case Stage stage -> draft.intake(intake.leaving());
    }
  }

  /** Whoever has the visit, where somebody has. */
  static Opener who(Draft draft) {
    boolean attended = draft.intake().company() != Company.NOBODY;
    return attended && draft.kiosk().visits().now() instanceof Visit.Inside inside
        ? Visiting.openerOf(inside)
        : new Opener.Unknown();
  }

  // What the slot tells.

  private static void seen(IntakeScene scene, Draft draft) {
    boolean free = SlotHealth.obstacle(draft.kiosk()).isEmpty();
    switch (stage(draft)) {
      case Stage.Idle idle -> {
        boolean odd = scene.tunnel() || scene.inlet() || scene.gate() != IntakeScene.Gate.CLOSED;
        if (free && odd && !Serving.closed(draft.kiosk())) Looking.decide(idle, scene, draft);
      }
      case Stage.GateOpen open -> {
        if (free && scene.inlet()) Conveying.close(true, draft);
      }
      case Stage.ToTake take -> {
        if (!scene.inlet() && !scene.hand()) opened(draft, false);
      }
      case Stage.Blocked(boolean takesIn) -> {
        if (free) Conveying.close(takesIn || scene.inlet(), draft);
      }
      case Stage stage -> {}
    }
  }

  /** The driver has halted already; this says so on the disk and on the screen. */
  private static void handInGate(Draft draft) {
    switch (stage(draft)) {
      case Stage.Closing closing -> {
        draft.want(new Effect.HaltSlot());
        draft.intake(draft.intake().in(new Stage.Blocked(closing.takesIn())));
      }
      case Stage.TakingIn taking -> Standing.halt(taking, "hand", draft);
      case Stage.Sorting sorting -> Standing.halt(sorting, "hand", draft);
      case Stage.Retrieving retrieving -> Standing.halt(retrieving, "hand", draft);
      case Stage.HandingBack handing -> Standing.halt(handing, "hand", draft);
      case Stage stage -> {}
    }
  }

  private static void conveyed(long motion, Ending ending, Draft draft) {
    Stage stage = stage(draft);
    if (motion < 1 || motionOf(stage) != motion) return;
    if (ending == Ending.DONE) {
      draft.intake(draft.intake().failing(0));
      done(stage, draft);
    } else {
      notDone(stage, ending, draft);
    }
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
        show(new Stage.ToTake(opening.why(), 0), draft);
        SlotHealth.scene(draft.kiosk()).ifPresent(scene -> seen(scene, draft));
      }
      case Stage.Closing closing -> closed(closing.takesIn(), draft);
      case Stage.TakingIn taking -> read(taking.opener(), draft);
      case Stage.Sorting sorting -> {
        Crediting.takenBack(sorting.held(), sorting.held().bin(), draft);
        next(draft);
      }
      case Stage.Retrieving retrieving -> Standing.decide(retrieving, draft);
      case Stage.HandingBack handing -> inTheGate(handing.opener(), handing.why(), draft);
      case Stage other -> {}
    }
  }

  private static void notDone(Stage stage, Ending ending, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    boolean hand = SlotHealth.scene(kiosk).map(IntakeScene::hand).orElse(false);
    if (stage instanceof Stage.Closing closing && hand) {
      draft.intake(draft.intake().in(new Stage.Blocked(closing.takesIn())));
      return;
    }
    int failures = draft.intake().failures() + 1;
    draft.intake(draft.intake().failing(failures));
    Optional<String> obstacle = SlotHealth.obstacle(kiosk);
    if (failures >= Intake.MOST_FAILURES) Standing.stop(stage, "fails", draft);
    else if (ending == Ending.UNKNOWN) Standing.stop(stage, obstacle.orElse("unknown"), draft);
    else if (obstacle.isPresent()) Standing.stop(stage, obstacle.get(), draft);
    else if (stage instanceof Stage.TakingIn taking && nothingCame(taking, draft)) {
      Conveying.open(IntakeScreens.NOTHING, draft);
    } else {
      Standing.decide(stage, draft);
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

  // One item after the other.

  private static void opened(Draft draft, boolean nothing) {
    long until = draft.ticks() + plan(draft).gateOpen().toMillis();
    draft.intake(draft.intake().in(new Stage.GateOpen(until, nothing)));
    SlotHealth.scene(draft.kiosk()).ifPresent(scene -> seen(scene, draft));
  }

  /** The gate is shut; what somebody put in at the last moment is taken in too. */
  static void closed(boolean takesIn, Draft draft) {
    boolean inlet = SlotHealth.scene(draft.kiosk()).map(IntakeScene::inlet).orElse(false);
    if (takesIn || inlet) Conveying.takeIn(who(draft), Optional.empty(), draft);
    else end(draft);
  }

  static void read(Opener opener, Draft draft) {
    Intake intake = draft.intake().counting();
    long until = draft.ticks() + plan(draft).countPatience().toMillis();
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

  private static boolean goesOn(Draft draft) {
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

  private static Stage stage(Draft draft) {
    return draft.intake().stage();
  }

  static IntakePlan plan(Draft draft) {
    return draft
        .plan()
        .fittings()
        .intake()
        .orElseThrow(() -> new IllegalStateException("a return slot that is not in the plan"));
  }
}
