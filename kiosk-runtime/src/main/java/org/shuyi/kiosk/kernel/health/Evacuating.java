package org.shuyi.kiosk.kernel.health;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.intake.Intaking;
import org.shuyi.kiosk.kernel.shelf.Shelving;
import org.shuyi.kiosk.kernel.visit.Visiting;

/**
 * The fire input. Whoever is here shall leave, so the visit ends, and nobody answers any more for
 * what is taken or put; no bolt is pulled and no mark is written. That the contact closes again
 * ends nothing: a person on site does, and then every shelf is counted before anybody is served.
 *
 * <p>This is no safety function: the ways out are freed by wiring, also where this program is not
 * running.
 */
public final class Evacuating {
  private Evacuating() {}

  static void changed(boolean active, Draft draft) {
    if (active) began(draft);
    else closed(draft);
  }

  static void unseen(Draft draft) {
    if (now(draft) == Emergency.OVER) become(Emergency.UNSEEN, draft);
  }

  /** What was closed before the program ended need not be closed now. */
  public static void restarted(Draft draft) {
    unseen(draft);
  }

  /** Why the emergency may not be ended now, or empty. */
  public static Optional<String> refusal(String reason, Kiosk kiosk) {
    if (reason.isBlank()) return Optional.of("a reason is needed");
    return switch (kiosk.station().emergency()) {
      case NONE, COUNTING -> Optional.of("there is no emergency");
      case ACTIVE -> Optional.of("the fire input is active, or its wire is broken");
      case UNSEEN -> Optional.of("the fire input is not seen");
      case OVER -> Optional.empty();
    };
  }

  /** A person on site has ended it; the caller has seen that it may be. */
  public static void ended(String person, String reason, Draft draft) {
    draft.record(new StationFact.EmergencyEnded(person, reason));
    become(Emergency.COUNTING, draft);
    Shelving.countEverything(draft);
  }

  /** After every event: patrons are served again when no shelf's count is awaited any more. */
  public static void settle(Draft draft) {
    if (now(draft) != Emergency.COUNTING) return;
    Kiosk kiosk = draft.kiosk();
    boolean comes =
        kiosk.shelf().doors().keySet().stream().anyMatch(door -> Shelving.countComes(door, kiosk));
    if (!comes) become(Emergency.NONE, draft);
  }

  private static void began(Draft draft) {
    Emergency before = now(draft);
    if (before == Emergency.ACTIVE) return;
    draft.record(new StationFact.FireBegan());
    become(Emergency.ACTIVE, draft);
    if (before.lasts()) return;
    Intaking.evacuate(draft);
    Visiting.evacuate(draft);
    Shelving.evacuate(draft);
  }

  private static void closed(Draft draft) {
    switch (now(draft)) {
      case ACTIVE -> {
        draft.record(new StationFact.FireEnded());
        become(Emergency.OVER, draft);
      }
      case UNSEEN -> become(Emergency.OVER, draft);
      case NONE, OVER, COUNTING -> {}
    }
  }

  private static Emergency now(Draft draft) {
    return draft.kiosk().station().emergency();
  }

  private static void become(Emergency next, Draft draft) {
    draft.station(draft.kiosk().station().in(next));
  }
}
