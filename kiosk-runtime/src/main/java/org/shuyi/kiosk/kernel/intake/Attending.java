package org.shuyi.kiosk.kernel.intake;

import java.time.Duration;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.kernel.visit.Visiting;

/** Whoever stands at the return slot: what is wanted, and that somebody has finished. */
final class Attending {
  /** As long as somebody needs who clears the gate, or lets a sorter be cleared. */
  private static final Duration WAITED_FOR = Duration.ofMinutes(2);

  private Attending() {}

  static void wanted(Draft draft) {
    Kiosk kiosk = draft.kiosk();
    switch (draft.intake().stage()) {
      case Stage.GateOpen open -> {
        if (SlotHealth.obstacle(kiosk).isEmpty()) Conveying.close(true, draft);
      }
      case Stage.Stopped stopped -> {
        if (stopped.byPerson() && SlotHealth.obstacle(kiosk).isEmpty()) {
          draft.intake(draft.intake().failing(0));
          Halting.goOn(stopped, "by-a-person", draft);
        }
      }
      case Stage.ToTake take -> {
        draft.intake(draft.intake().begun());
        show(take, draft);
      }
      case Stage.Blocked(boolean takesIn, long until) -> {
        draft.intake(draft.intake().begun().in(new Stage.Blocked(takesIn, gone(draft))));
      }
      case Stage stage -> {
        if (SlotHealth.offers(kiosk)) {
          draft.intake(draft.intake().begun());
          Conveying.open("", draft);
        }
      }
    }
  }

  static void show(Stage.ToTake take, Draft draft) {
    long until = draft.ticks() + Intaking.plan(draft).gateOpen().toMillis();
    draft.intake(draft.intake().in(new Stage.ToTake(take.why(), until)));
  }

  static void finished(Draft draft) {
    Intake intake = draft.intake();
    switch (intake.stage()) {
      case Stage.GateOpen open -> {
        draft.intake(intake.leaving());
        Conveying.close(false, draft);
      }
      case Stage.Farewell farewell -> draft.intake(intake.cleared());
      case Stage.ToTake take -> leave(draft);
      case Stage.Blocked blocked -> leave(draft);
      case Stage.Stopped stopped -> leave(draft);
      // What is inside goes on; then the gate stays shut.
      case Stage stage -> draft.intake(intake.leaving());
    }
  }

  /** Nobody is waited for any more; what lies at the gate or in the slot is told. */
  static void leave(Draft draft) {
    Intake left = draft.intake().left();
    switch (left.stage()) {
      case Stage.ToTake take -> draft.intake(left.in(new Stage.ToTake(take.why(), Long.MAX_VALUE)));
      case Stage.Blocked blocked -> {
        if (!blocked.isLeft()) Halting.leaveBlocked(blocked.takesIn(), draft);
      }
      case Stage stage -> draft.intake(left);
    }
  }

  /** When whoever stands there now is waited for no more. */
  static long gone(Draft draft) {
    return draft.ticks() + WAITED_FOR.toMillis();
  }

  /** Whoever has the visit, where somebody has. */
  static Opener who(Draft draft) {
    boolean attended = draft.intake().company() != Company.NOBODY;
    return attended && draft.kiosk().visits().now() instanceof Visit.Inside inside
        ? Visiting.openerOf(inside)
        : new Opener.Unknown();
  }
}
