package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.IntakeScene;

/** The return slot stands still: why, until when, and who says that it goes on. */
final class Halting {
  /** The way has been seen free for so long before anything moves again. */
  private static final long SETTLES_MILLIS = 1_000;

  private Halting() {}

  static void silent(Stage stage, Draft draft) {
    halt(stage, "unknown", draft);
    draft.want(new Effect.SenseSlot());
  }

  static void halt(Stage stage, String why, Draft draft) {
    draft.want(new Effect.HaltSlot());
    stop(stage, why, draft);
  }

  static void stop(Stage before, String why, Draft draft) {
    draft.record(new IntakeFact.SlotStopped(why));
    draft.intake(draft.intake().in(stopped(before, why)));
    switch (before) {
      case Stage.Sorting sorting -> Crediting.unclear(sorting.held(), draft);
      case Stage.Retrieving retrieving -> Crediting.unclear(retrieving.held(), draft);
      case Stage other -> {}
    }
  }

  static Stage stopped(Stage stage, String why) {
    Stage before = stage instanceof Stage.Stopped stopped ? stopped.before() : stage;
    boolean still = stage instanceof Stage.Stopped stopped && stopped.byPerson();
    return new Stage.Stopped(before, why, still || needsPerson(why), Long.MAX_VALUE);
  }

  /** What may have hands in it, or has failed too often, is not set going by a program. */
  private static boolean needsPerson(String why) {
    return why.equals("emergency-stop") || why.equals(IntakeScene.JAM) || why.equals("fails");
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
      next = new Stage.Stopped(stopped.before(), why, byPerson, Long.MAX_VALUE);
    } else if (!stopped.byPerson() && stopped.lookAt() == Long.MAX_VALUE) {
      long lookAt = draft.ticks() + SETTLES_MILLIS;
      next = new Stage.Stopped(stopped.before(), stopped.why(), false, lookAt);
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
