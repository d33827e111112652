package org.shuyi.kiosk.ui;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;

/**
 * The screen that is shown now, for any number of watchers. A screen is a whole value, so a watcher
 * that was slow or away needs the newest only, and nobody ever sees an old patron's screen again.
 */
final class LatestScreen {
  private final LongSupplier ticks;
  private Shown shown;
  private boolean closed;

  LatestScreen(String language, LongSupplier ticks) {
    this.ticks = ticks;
    this.shown = new Shown(1, 1, ticks.getAsLong(), starting(language));
  }

  /**
   * A screen with its number.
   *
   * @param nameSince the number at which a screen of this name came
   * @param endsSince the tick at which its present end was first told
   */
  record Shown(long number, long nameSince, long endsSince, Screen screen) {
    /** Whether this screen offers what a touch wants; another language always is. */
    boolean offers(Intent intent, List<String> languages) {
      if (intent instanceof Intent.Speak(String language)) return languages.contains(language);
      return screen.buttons().stream().anyMatch(button -> button.intent().equals(intent))
          || (intent instanceof Intent.OpenDoor open
              && screen.doors().stream()
                  .anyMatch(tile -> tile.offered() && tile.door().equals(open.door())));
    }
  }

  synchronized void show(Screen screen) {
    if (screen.equals(shown.screen())) return;
    long number = shown.number() + 1;
    boolean sameName = screen.name().equals(shown.screen().name());
    boolean sameEnd = sameName && screen.endsAt().equals(shown.screen().endsAt());
    shown =
        new Shown(
            number,
            sameName ? shown.nameSince() : number,
            sameEnd ? shown.endsSince() : ticks.getAsLong(),
            screen);
    notifyAll();
  }

  synchronized Shown now() {
    return shown;
  }

  /** The newest screen after number {@code seen}; empty when none came in time. */
  synchronized Optional<Shown> after(long seen, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (shown.number() <= seen && !closed) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) return Optional.empty();
      wait(left);
    }
    return closed ? Optional.empty() : Optional.of(shown);
  }

  synchronized boolean closed() {
    return closed;
  }

  /** Lets every watcher go. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private static Screen starting(String language) {
    return new Screen(
        "starting",
        language,
        Phrase.of("starting.title"),
        Phrase.of("starting.hint"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty());
  }
}
