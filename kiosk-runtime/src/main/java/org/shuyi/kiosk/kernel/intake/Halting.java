package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.intake.Intake.Company;

/** The return slot stands still: why, until when, and who says that it goes on. */
final class Halting {
  /** The way has been seen free for so long before anything moves again. */
  private static final long SETTLES_MILLIS = 1_000;

  /** So often that it is tried no more. */
  static final String FAILS = "fails";

  private Halting() {}

  /** Nobody has said how it ended: a failure like any other. */
  static void silent(Stage stage, Draft draft) {
    halt(stage, failedTooOften(draft) ? FAILS : "unknown", draft);
    draft.want(new Effect.SenseSlot());
  }

  /** One more that did not end as it should; true where that is enough for this item. */
  static boolean failedTooOften(Draft draft) {
    int failures = draft.intake().failures() + 1;
    draft.intake(draft.intake().failing(failures));
    return failures >= Intake.MOST_FAILURES;
  }

  /** A hand that is there again and again without anybody is a light grating that is broken. */
  static void hand(Stage stage, Draft draft) {
    boolean broken = draft.intake().company() == Company.NOBODY && failedTooOften(draft);
    halt(stage, broken ? FAILS : "hand", draft);
  }

  /** Something is in the gate: whoever stands there clears it, or whoever comes by. */
  static void blocked(Stage.Closing closing, Draft draft) {
    if (draft.intake().company() != Company.NOBODY) {
      var blocked = new Stage.Blocked(closing.takesIn(), Attending.gone(draft));
      draft.intake(draft.intake().in(blocked));
    } else if (failedTooOften(draft)) {
      stop(closing, FAILS, draft);
    } else {
      leaveBlocked(closing.takesIn(), draft);
    }
  }

  /** Nobody waits at it: staff are told, and so is the centre. */
  static void leaveBlocked(boolean takesIn, Draft draft) {
    draft.record(new IntakeFact.SlotStopped("blocked"));
    draft.intake(draft.intake().left().in(new Stage.Blocked(takesIn, Long.MAX_VALUE)));
  }

  static void halt(Stage stage, String why, Draft draft) {
    draft.want(new Effect.HaltSlot());
    stop(stage, why, draft);
  }

  static void stop(Stage before, String why, Draft draft) {
    draft.record(new IntakeFact.SlotStopped(why));
    draft.intake(draft.intake().in(stopped(before, why, draft)));
    switch (before) {
      case Stage.Sorting sorting -> Crediting.unclear(sorting.held(), draft);
      case Stage.Retrieving retrieving -> Crediting.unclear(retrieving.held(), draft);
      case Stage other -> {}
    }
  }

  /** Service mode ended, and nobody said that the slot is free. */
  static void untilAPersonSays(Stage stage, Draft draft) {
    if (!(stage instanceof Stage.Stopped)) draft.record(new IntakeFact.SlotStopped("service"));
    Stage before = stage instanceof Stage.Stopped stopped ? stopped.before() : stage;
    draft.intake(
        draft
            .intake()
            .in(new Stage.Stopped(before, "service", true, Long.MAX_VALUE, Long.MAX_VALUE)));
  }

  static Stage stopped(Stage stage, String why, Draft draft) {
    Stage before = stage instanceof Stage.Stopped stopped ? stopped.before() : stage;
    boolean still = stage instanceof Stage.Stopped stopped && stopped.byPerson();
    boolean byPerson = still || needsPerson(why);
    return new Stage.Stopped(before, why, byPerson, Long.MAX_VALUE, Attending.gone(draft));
  }

  /** What may have hands in it, or has failed too often, is not set going by a program. */
  private static boolean needsPerson(String why) {
    return why.equals("emergency-stop") || why.equals(IntakeScene.JAM) || why.equals(FAILS);
  }

  /** A person who was on site in service mode has looked. */
  static void lookAgain(Stage.Stopped stopped, Draft draft) {
    Optional<String> obstacle = SlotHealth.obstacle(draft.kiosk());
    Stage.Stopped next = stopped;
    if (obstacle.isPresent()) {
      String why = obstacle.get();
      boolean attended = why.equals("service");
      boolean byPerson = !attended && (stopped.byPerson() || needsPerson(why));
      if (needsPerson(why) && !stopped.byPerson()) {
        draft.record(new IntakeFact.SlotStopped(why));
      }
      if (attended) draft.intake(draft.intake().failing(0));
      next = stopped.since(why, byPerson);
    } else if (!stopped.byPerson() && stopped.lookAt() == Long.MAX_VALUE) {
      next = stopped.lookingAt(draft.ticks() + SETTLES_MILLIS);
    }
    if (!next.equals(stopped)) draft.intake(draft.intake().in(next));
  }

  static void goOn(Stage.Stopped stopped, String how, Draft draft) {
    draft.record(new IntakeFact.SlotWentOn(how));
    decide(stopped.before(), draft);
  }

  static void decide(Stage before, Draft draft) {
    SlotHealth.scene(draft.kiosk()).ifPresent(scene -> Deciding.decide(before, scene, draft));
  }
}
