package org.shuyi.devices.link;

import java.util.Optional;
import org.shuyi.devices.link.Pins.Level;

/** Believes a contact when it has held: a closing reed bounces for some milliseconds. */
final class Debounce {
  /** Longer than a reed or a limit switch bounces, shorter than a hand moves a door. */
  static final long HOLD_MILLIS = 20;

  private Level believed = Level.UNKNOWN;
  private Level candidate = Level.UNKNOWN;
  private long since;

  /** A look at the contact; answers a level that is now believed and was not before. */
  Optional<Level> look(Level level, long nowMillis) {
    if (level != candidate) {
      candidate = level;
      since = nowMillis;
    }
    if (candidate == believed || nowMillis - since < HOLD_MILLIS) return Optional.empty();
    believed = candidate;
    return Optional.of(believed);
  }
}
