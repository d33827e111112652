package org.shuyi.kiosk.kernel.intake;

import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.kernel.visit.Visiting;

/** Whoever stands at the return slot: what is wanted, and that somebody has finished. */
final class Attending {
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
}
