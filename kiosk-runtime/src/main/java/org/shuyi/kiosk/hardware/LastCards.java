package org.shuyi.kiosk.hardware;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shuyi.kiosk.kernel.PatronToken;

/**
 * The cards of the last visitors by their tokens, since a library system knows people by their
 * cards. They lie in memory only, are shown nowhere, and are gone with the program.
 */
final class LastCards {
  /** The visit that is under way, and a few whose answers are still to come. */
  private static final int MOST = 4;

  private final Map<PatronToken, String> cards =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PatronToken, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void held(PatronToken patron, String card) {
    cards.remove(patron);
    cards.put(patron, card);
  }

  synchronized Optional<String> of(PatronToken patron) {
    return Optional.ofNullable(cards.get(patron));
  }
}
