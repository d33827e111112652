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
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

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
      case Conveyed(long motion, Ending ending, String detail) ->
          Proceeding.conveyed(motion, ending, draft);
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
      case Intent.ReturnBook returning -> Attending.wanted(draft);
      case Intent.Finish finish -> Attending.finished(draft);
      case Intent.OpenDoor open -> {}
      case Intent.Stay stay -> {}
      case Intent.Print print -> {}
      case Intent.LaidOn laid -> {}
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
      case Stage.ToTake take -> Attending.leave(draft);
      case Stage.Blocked blocked -> Attending.leave(draft);
      case Stage.Reading reading -> Conveying.handBack(reading.opener(), "unreadable", draft);
      case Stage.Asking asking -> Judging.unheard(asking, draft);
      case Stage.Securing securing -> Securing.timePassed(securing, draft);
      case Stage.Stopped stopped -> {
        if (draft.ticks() >= stopped.lookAt()) Halting.goOn(stopped, "by-itself", draft);
        else Attending.leave(draft);
      }
      case Stage.Opening opening -> Halting.silent(opening, draft);
      case Stage.Closing closing -> Halting.silent(closing, draft);
      case Stage.TakingIn taking -> Halting.silent(taking, draft);
      case Stage.Sorting sorting -> Halting.silent(sorting, draft);
      case Stage.Retrieving retrieving -> Halting.silent(retrieving, draft);
      case Stage.HandingBack handing -> Halting.silent(handing, draft);
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    Intake intake = kiosk.fittings().intake();
    return switch (intake.stage()) {
      case Stage.Idle idle -> Long.MAX_VALUE;
      case Stage.Blocked blocked -> blocked.until();
      case Stage.Farewell farewell -> farewell.until();
      case Stage.GateOpen open -> open.until();
      case Stage.ToTake take -> take.until();
      case Stage.Reading reading -> reading.until();
      case Stage.Asking asking -> asking.until();
      case Stage.Securing securing -> securing.until();
      case Stage.Stopped stopped when intake.company() == Company.NOBODY -> stopped.lookAt();
      case Stage.Stopped stopped -> Math.min(stopped.lookAt(), stopped.until());
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
    if (draft.plan().fittings().intake().isEmpty()) {
      removed(draft);
      return;
    }
    standStill("restarted", draft);
    draft.want(new Effect.SenseSlot());
  }

  /** It was taken out of the configuration: what may lie in it is told, and waited for no more. */
  private static void removed(Draft draft) {
    if (!SlotHealth.rests(draft.kiosk())) {
      draft.record(new IntakeFact.SlotStopped("removed"));
      Crediting.abandoned(stage(draft), draft);
    }
    draft.intake(draft.intake().cleared());
  }

  /** Nothing moves in an emergency; what was begun is looked at after it. */
  public static void evacuate(Draft draft) {
    if (draft.plan().fittings().intake().isEmpty()) return;
    draft.want(new Effect.HaltSlot());
    standStill("emergency", draft);
  }

  /** Whoever stood there with a card has gone; what is inside goes on. */
  public static void visitEnded(Draft draft) {
    if (SlotHealth.isAttended(draft.kiosk())) Attending.leave(draft);
  }

  /** Hands may be in it from now on: everything stands, and what is there is looked at after it. */
  public static void attended(Draft draft) {
    if (draft.plan().fittings().intake().isEmpty() || SlotHealth.rests(draft.kiosk())) return;
    if (!(stage(draft) instanceof Stage.Stopped)) Halting.halt(stage(draft), "service", draft);
  }

  /**
   * Whoever had hands in it has gone, or their time is over.
   *
   * @param said whether they said so: else their hands may still be in it, and a person says first
   *     that it goes on
   */
  public static void unattended(boolean said, Draft draft) {
    if (draft.plan().fittings().intake().isEmpty()) return;
    if (!said) Halting.untilAPersonSays(stage(draft), draft);
    draft.want(new Effect.SenseSlot());
  }

  private static void standStill(String why, Draft draft) {
    Intake intake = draft.intake();
    draft.intake(
        SlotHealth.rests(draft.kiosk())
            ? intake.cleared()
            : intake.cleared().in(Halting.stopped(intake.stage(), why, draft)));
  }

  /** After every event: whoever has finished needs no open gate, and what stopped may go on. */
  public static void settle(Draft draft) {
    switch (stage(draft)) {
      case Stage.GateOpen open -> {
        boolean here = draft.intake().company() == Company.HERE;
        if (!here || !Proceeding.goesOn(draft)) Conveying.close(false, draft);
      }
      case Stage.Stopped stopped -> Halting.lookAgain(stopped, draft);
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

  static void seen(IntakeScene scene, Draft draft) {
    boolean free = SlotHealth.obstacle(draft.kiosk()).isEmpty();
    switch (stage(draft)) {
      case Stage.Idle idle -> {
        boolean odd = scene.tunnel() || scene.inlet() || scene.gate() != IntakeScene.Gate.CLOSED;
        if (free && odd && !Serving.closed(draft.kiosk())) Deciding.decide(idle, scene, draft);
      }
      case Stage.GateOpen open -> {
        if (free && scene.inlet()) Conveying.close(true, draft);
      }
      case Stage.ToTake take -> {
        if (!scene.inlet() && !scene.hand()) taken(draft);
      }
      case Stage.Blocked blocked -> {
        if (blocked.isLeft() && free) draft.record(new IntakeFact.SlotWentOn("by-itself"));
        if (free) Conveying.close(blocked.takesIn() || scene.inlet(), draft);
      }
      case Stage stage -> {}
    }
  }

  /** What was handed back was taken: that it came back was no failure of the slot. */
  private static void taken(Draft draft) {
    if (draft.intake().company() == Company.HERE) draft.intake(draft.intake().failing(0));
    Proceeding.opened(draft, false);
  }

  /** The driver has halted already; this says so on the disk and on the screen. */
  private static void handInGate(Draft draft) {
    switch (stage(draft)) {
      case Stage.Closing closing -> {
        draft.want(new Effect.HaltSlot());
        Halting.blocked(closing, draft);
      }
      case Stage.TakingIn taking -> Halting.hand(taking, draft);
      case Stage.Sorting sorting -> Halting.hand(sorting, draft);
      case Stage.Retrieving retrieving -> Halting.hand(retrieving, draft);
      case Stage.HandingBack handing -> Halting.hand(handing, draft);
      case Stage stage -> {}
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
