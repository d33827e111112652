package org.shuyi.sim.soak;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.soak.Violation.Promise;

/**
 * Nothing of one patron reaches the next: what really stands on the screen, and who is asked for.
 */
final class Privacy {
  private final List<String> names;
  private @Nullable Screen seen;

  /**
   * @param names of patrons, which stand on no screen
   */
  Privacy(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** The screen after a turn, as whoever stands before it sees it. */
  void turned(Kiosk kiosk, Optional<Screen> shown) {
    if (shown.isEmpty()) return;
    judge(shown.get(), kiosk);
    if (shown.get().equals(seen)) return;
    seen = shown.get();
    String words = seen.toString();
    for (String name : names) {
      if (words.contains(name)) {
        throw new Violation(Promise.PRIVACY, "a patron's name stands on the screen: " + seen);
      }
    }
  }

  private static void judge(Screen screen, Kiosk kiosk) {
    var theirs =
        switch (kiosk.visits().now()) {
          case Visit.Inside inside -> inside;
          case Visit.Leaving leaving -> leaving.visit();
          case Visit.Nobody _, Visit.Greeted _, Visit.Asking _, Visit.TurnedAway _ -> null;
        };
    var titles = new TreeSet<String>();
    if (theirs != null) {
      theirs.handed().values().forEach(handed -> titles.add(name(handed)));
    }
    for (Screen.Line line : screen.lines()) {
      if (!titles.contains(line.title())) {
        throw new Violation(
            Promise.PRIVACY, "the screen shows " + line + ", which is not this visit's");
      }
    }
    if (kiosk.visits().now() instanceof Visit.Nobody
        && !screen.language().equals(kiosk.plan().languages().getFirst())) {
      throw new Violation(Promise.PRIVACY, "the attract screen speaks the last visitor's language");
    }
  }

  private static String name(Visit.Handed handed) {
    var item = handed.item();
    return item.title().isEmpty() ? item.barcode() : item.title();
  }

  /** The centre is asked about whoever holds a card now, and about nobody else. */
  static void acts(Effect effect, Kiosk kiosk) {
    if (effect instanceof Effect.AskCentre asked
        && !(kiosk.visits().now() instanceof Visit.Asking asking
            && asking.patron().equals(asked.patron()))) {
      throw new Violation(Promise.PRIVACY, "the centre is asked about somebody who is not here");
    }
  }
}
