package org.shuyi.sim.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.soak.Violation.Promise;

/**
 * Nothing of one patron reaches the next: what really stands on the screen, and who is asked for.
 * What was lent or came back stands there only while the visit goes on in whose records it is.
 */
final class Privacy {
  private final List<String> tokens;
  private final Map<Long, Set<String>> recorded = new HashMap<>();
  private @Nullable Screen seen;

  /**
   * @param tokens of patrons, which stand on no screen
   */
  Privacy(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /** A record that became durable, which its own patron may read. */
  void recorded(ShelfFact fact) {
    if (fact instanceof ShelfFact.Loaned loan) mayRead(loan.visit(), "loaned", loan.item());
    if (fact instanceof ShelfFact.Returned back) mayRead(back.visit(), "returned", back.item());
  }

  private void mayRead(long visit, String kind, Item item) {
    recorded.computeIfAbsent(visit, v -> new TreeSet<>()).add(kind + " " + name(item));
  }

  /** The screen after a turn, as whoever stands before it sees it. */
  void turned(Kiosk kiosk, Optional<Screen> shown) {
    if (shown.isEmpty()) return;
    judge(shown.get(), kiosk);
    if (shown.get().equals(seen)) return;
    seen = shown.get();
    String words = seen.toString();
    for (String token : tokens) {
      if (words.contains(token)) {
        throw new Violation(Promise.PRIVACY, "a patron's token stands on the screen: " + seen);
      }
    }
  }

  private void judge(Screen screen, Kiosk kiosk) {
    var theirs =
        switch (kiosk.visits().now()) {
          case Visit.Inside inside -> inside;
          case Visit.Leaving leaving -> leaving.visit();
          case Visit.Nobody _, Visit.Greeted _, Visit.Asking _, Visit.TurnedAway _ -> null;
        };
    for (Screen.Line line : screen.lines()) {
      if (theirs == null || !isOf(theirs, line)) {
        throw new Violation(
            Promise.PRIVACY, "the screen shows " + line + ", which is not this visit's");
      }
    }
    if (kiosk.visits().now() instanceof Visit.Nobody
        && !screen.language().equals(kiosk.plan().languages().getFirst())) {
      throw new Violation(Promise.PRIVACY, "the attract screen speaks the last visitor's language");
    }
  }

  /** What is unclear is in no record of a visit, and the station's word is all there is. */
  private boolean isOf(Visit.Inside visit, Screen.Line line) {
    boolean inHand =
        visit.handed().values().stream()
            .anyMatch(handed -> name(handed.item()).equals(line.title()));
    return inHand && (line.kind().equals("unclear") || isRecorded(visit.number(), line));
  }

  /** Whether what the line says is in the durable records of this visit. */
  boolean isRecorded(long visit, Screen.Line line) {
    return recorded.getOrDefault(visit, Set.of()).contains(line.kind() + " " + line.title());
  }

  private static String name(Item item) {
    return item.title().isEmpty() ? item.barcode() : item.title();
  }

  /** The centre is asked about whoever holds a card now, and about nobody else. */
  static void acts(Effect effect, Kiosk kiosk) {
    if (effect instanceof Effect.AskCentre asked
        && !(kiosk.visits().now() instanceof Visit.Asking asking
            && asking.patron().equals(asked.patron()))
        && kiosk.fittings().entrance().access().asking().stream()
            .noneMatch(outside -> outside.patron().equals(asked.patron()))) {
      throw new Violation(Promise.PRIVACY, "the centre is asked about somebody who is not here");
    }
  }
}
