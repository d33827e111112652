package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.magnet.Magnetising;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.visit.Lending;
import org.shuyi.kiosk.kernel.visit.Visit.Handed;

/** What is claimed of an item, and what is left for a person to find. */
final class Crediting {
  /** No bin's sensor saw it. */
  static final int NO_BIN = 0;

  private Crediting() {}

  /**
   * The station has it. What was believed to lie on a shelf, or could not be found there, is here
   * now; the bin is the library's, and what lies in it is not the station's any more.
   */
  static void takenBack(Held held, int bin, Draft draft) {
    TagId tag = held.tag();
    if (draft.kiosk().custody().places().get(tag) instanceof Custody.Suspect suspect) {
      draft.record(new ShelfFact.SuspicionEnded(tag, suspect.door(), "seen in the return slot"));
    }
    draft.record(
        new IntakeFact.TakenBack(
            held.opener(),
            tag,
            held.item(),
            bin,
            held.by(),
            draft.now().wall(),
            draft.now().trusted()));
    draft.custody(draft.kiosk().custody().without(tag));
    Marking.removed(tag, draft);
    Magnetising.takenBack(tag, draft);
    draft.intake(
        draft.intake().handing(tag, new Handed(Handed.Kind.RETURNED, held.item(), "")).found(tag));
    if (held.opener() instanceof Opener.Visitor visitor) {
      Lending.takenBack(visitor, tag, held.item(), draft);
    }
  }

  /** It stood still in the middle: whether it was taken back is not known yet. */
  static void unclear(Held held, Draft draft) {
    draft.intake(
        draft.intake().handing(held.tag(), new Handed(Handed.Kind.UNCLEAR, held.item(), "")));
    if (held.opener() instanceof Opener.Visitor visitor) {
      Lending.unclear(visitor, held.tag(), Optional.of(held.item()), draft);
    }
  }

  /**
   * It came neither into a bin nor back, and is not before the reader. Behind a closed gate it is
   * the station's all the same; else nobody is credited before a person has found it.
   */
  static void lost(Held held, IntakeScene scene, Draft draft) {
    boolean shut = scene.gate() == IntakeScene.Gate.CLOSED;
    if (shut) takenBack(held, NO_BIN, draft);
    else unclear(held, draft);
    String why = shut ? "in-the-sorter" : "gate-not-shut";
    astray(held.opener(), held.tag(), held.item(), held.bin(), why, draft);
  }

  /** What was known of an item that nobody hears of any more. */
  static void abandoned(Stage stage, Draft draft) {
    String why = "slot-removed";
    switch (stage) {
      case Stage.Stopped stopped -> abandoned(stopped.before(), draft);
      case Stage.Asking on -> astray(on.opener(), on.tag(), on.item(), NO_BIN, why, draft);
      case Stage.Securing now -> {
        Securing.interrupted(now, draft);
        abandoned(now.item(), draft);
      }
      case Stage.Sorting sorting -> abandoned(sorting.held(), why, draft);
      case Stage.Retrieving retrieving -> abandoned(retrieving.held(), why, draft);
      case Stage.TakingIn taking -> taking.held().ifPresent(held -> abandoned(held, why, draft));
      case Stage other -> {}
    }
  }

  private static void abandoned(Held held, String why, Draft draft) {
    astray(held.opener(), held.tag(), held.item(), held.bin(), why, draft);
  }

  static void astray(Opener opener, TagId tag, Item item, int bin, String why, Draft draft) {
    draft.record(new IntakeFact.WentAstray(opener, tag, item, why));
    draft.intake(draft.intake().missing(tag, new Intake.Astray(item, bin, why)));
  }
}
