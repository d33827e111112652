package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Conveyance;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.Opener;

/**
 * Begins what moves: each motion has a number that was never used before, and its stage is on the
 * disk with it before anything moves.
 */
final class Conveying {
  private Conveying() {}

  /**
   * @param why what lies in the gate was handed back; empty where it opens for an item
   */
  static void open(String why, Draft draft) {
    long motion = number(draft);
    go(new Stage.Opening(motion, until(draft), why), motion, new Conveyance.OpenGate(), draft);
  }

  static void close(boolean takesIn, Draft draft) {
    long motion = number(draft);
    var stage = new Stage.Closing(motion, until(draft), takesIn);
    go(stage, motion, new Conveyance.CloseGate(), draft);
  }

  static void takeIn(Opener opener, Optional<Held> held, Draft draft) {
    long motion = number(draft);
    var stage = new Stage.TakingIn(opener, motion, until(draft), held);
    go(stage, motion, new Conveyance.TakeIn(), draft);
  }

  static void handBack(Opener opener, String why, Draft draft) {
    long motion = number(draft);
    var stage = new Stage.HandingBack(opener, why, motion, until(draft));
    go(stage, motion, new Conveyance.HandBack(), draft);
  }

  static void retrieve(Held held, Draft draft) {
    long motion = number(draft);
    var stage = new Stage.Retrieving(held, motion, until(draft));
    go(stage, motion, new Conveyance.HandBack(), draft);
  }

  static void sort(Held held, Draft draft) {
    long motion = number(draft);
    draft.record(new IntakeFact.SortMeant(motion, held.tag(), held.item(), held.bin(), held.by()));
    var stage = new Stage.Sorting(held, motion, until(draft));
    go(stage, motion, new Conveyance.IntoBin(held.bin()), draft);
  }

  private static void go(Stage stage, long motion, Conveyance what, Draft draft) {
    draft.intake(draft.intake().in(stage));
    draft.want(new Effect.Convey(motion, what));
  }

  private static long number(Draft draft) {
    draft.intake(draft.intake().moving());
    return draft.intake().motions();
  }

  private static long until(Draft draft) {
    return draft.ticks() + Intaking.plan(draft).motionPatience().toMillis();
  }
}
