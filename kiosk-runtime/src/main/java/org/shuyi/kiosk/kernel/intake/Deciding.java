package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.IntakeScene.Gate;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.intake.Stage.Asking;
import org.shuyi.kiosk.kernel.intake.Stage.Blocked;
import org.shuyi.kiosk.kernel.intake.Stage.Closing;
import org.shuyi.kiosk.kernel.intake.Stage.Farewell;
import org.shuyi.kiosk.kernel.intake.Stage.GateOpen;
import org.shuyi.kiosk.kernel.intake.Stage.HandingBack;
import org.shuyi.kiosk.kernel.intake.Stage.Idle;
import org.shuyi.kiosk.kernel.intake.Stage.Opening;
import org.shuyi.kiosk.kernel.intake.Stage.Reading;
import org.shuyi.kiosk.kernel.intake.Stage.Retrieving;
import org.shuyi.kiosk.kernel.intake.Stage.Sorting;
import org.shuyi.kiosk.kernel.intake.Stage.Stopped;
import org.shuyi.kiosk.kernel.intake.Stage.TakingIn;
import org.shuyi.kiosk.kernel.intake.Stage.ToTake;

/**
 * What comes next where it is not known how far a motion went: only what the sensors see now says
 * so, never what was meant. The way is free, and nothing moves.
 */
final class Deciding {
  static final String TWO_ITEMS = "two-items";
  static final String FOREIGN = "foreign";
  private static final String UNCLEAR = "unclear";

  private final Draft draft;
  private final IntakeScene scene;

  private Deciding(Draft draft, IntakeScene scene) {
    this.draft = draft;
    this.scene = scene;
  }

  /**
   * @param before what was being done
   */
  static void decide(Stage before, IntakeScene scene, Draft draft) {
    new Deciding(draft, scene).after(before);
  }

  /** Its way back was gone to the end; what does not come then is lost. */
  static void retrieved(Retrieving retrieving, IntakeScene scene, Draft draft) {
    new Deciding(draft, scene).notRetrieved(retrieving.held());
  }

  private void after(Stage before) {
    switch (before) {
      case Idle idle -> rest();
      case Farewell farewell -> rest();
      case Opening opening -> reopen(opening.why());
      case GateOpen open -> reopen("");
      case ToTake take -> Conveying.open(take.why(), draft);
      case Closing closing -> close(closing.takesIn());
      case Blocked blocked -> close(blocked.takesIn());
      case TakingIn taking -> taking(taking);
      case Reading reading -> reading(reading.opener());
      case Asking asking -> asking(asking);
      case Stage.Securing securing -> {
        Securing.interrupted(securing, draft);
        asking(securing.item());
      }
      case Sorting sorting -> sorting(sorting.held());
      case Retrieving retrieving -> retrieving(retrieving.held());
      case HandingBack handing -> handing(handing);
      case Stopped stopped -> after(stopped.before());
    }
  }

  /** Nobody is here: what lies in the slot is a return all the same, and the gate is shut. */
  private void rest() {
    if (scene.tunnel()) Proceeding.read(Attending.who(draft), draft);
    else if (scene.gate() != Gate.CLOSED) Conveying.close(scene.inlet(), draft);
    else if (scene.inlet()) Conveying.takeIn(Attending.who(draft), Optional.empty(), draft);
    else Proceeding.end(draft);
  }

  private void reopen(String why) {
    if (why.isEmpty() && draft.intake().company() != Company.HERE) rest();
    else Conveying.open(why, draft);
  }

  private void close(boolean takesIn) {
    if (scene.gate() == Gate.CLOSED) Proceeding.closed(takesIn, draft);
    else Conveying.close(takesIn || scene.inlet(), draft);
  }

  private void taking(TakingIn taking) {
    Opener opener = taking.opener();
    if (scene.tunnel()) {
      reading(opener);
    } else if (scene.foreign()) {
      Proceeding.inTheGate(opener, FOREIGN, draft);
    } else if (scene.inlet()) {
      Conveying.takeIn(opener, taking.held(), draft);
    } else if (taking.held().isPresent()) {
      Crediting.lost(taking.held().get(), scene, draft);
      next();
    } else {
      // Between gate and tunnel no sensor sees it.
      Conveying.handBack(opener, UNCLEAR, draft);
    }
  }

  private void reading(Opener opener) {
    if (!scene.tunnel()) next();
    else if (scene.fault().equals(IntakeScene.TWO_ITEMS)) handBack(opener, TWO_ITEMS);
    else if (scene.foreign()) handBack(opener, FOREIGN);
    else Proceeding.read(opener, draft);
  }

  private void asking(Asking asking) {
    if (!scene.tunnel()) {
      Crediting.astray(
          asking.opener(), asking.tag(), asking.item(), Crediting.NO_BIN, "left-tunnel", draft);
    }
    reading(asking.opener());
  }

  private void sorting(Held held) {
    if (scene.tunnel()) {
      reading(held.opener());
    } else if (held.fellInto(scene).isPresent()) {
      Crediting.takenBack(held, held.fellInto(scene).getAsInt(), draft);
      next();
    } else {
      Conveying.retrieve(held, draft);
    }
  }

  /** Nothing is lost that may lie on the belt, since its way back was not gone to the end. */
  private void retrieving(Held held) {
    if (!isFound(held)) Conveying.retrieve(held, draft);
  }

  private void notRetrieved(Held held) {
    if (isFound(held)) return;
    Crediting.lost(held, scene, draft);
    next();
  }

  /** Whether a sensor sees it, or a bin has counted it: then it goes on with it. */
  private boolean isFound(Held held) {
    if (scene.tunnel()) {
      reading(held.opener());
    } else if (scene.inlet()) {
      Conveying.takeIn(held.opener(), Optional.of(held), draft);
    } else if (held.fellInto(scene).isPresent()) {
      Crediting.takenBack(held, held.fellInto(scene).getAsInt(), draft);
      next();
    } else {
      return false;
    }
    return true;
  }

  /**
   * What is neither before the reader nor in the gate may lie on the belt, where it is not seen.
   */
  private void handing(HandingBack handing) {
    if (scene.tunnel() || !scene.inlet()) handBack(handing.opener(), handing.why());
    else Proceeding.inTheGate(handing.opener(), handing.why(), draft);
  }

  private void handBack(Opener opener, String why) {
    Conveying.handBack(opener, why, draft);
  }

  private void next() {
    Proceeding.next(draft);
  }
}
