package org.shuyi.sim.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * When a station that ended is started again, as systemd would in the street: at once where it
 * asked for it, after a second otherwise, and not for ever.
 */
final class RestartRule {
  /** A station that was commanded to restart ends with it: "start me again". */
  static final int START_ME_AGAIN = 75;

  /** In the street it is for ever; here somebody looks on, who should see the log. */
  private static final int MOST = 5;

  private static final long WITHIN_MILLIS = 60_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ArrayDeque<Long> restarts = new ArrayDeque<>();

  /**
   * How long to wait before the next start; nothing where it is to be left alone.
   *
   * @param exit of the one that ended unasked
   */
  Optional<Duration> after(int exit, long nowMillis) {
    while (!restarts.isEmpty() && nowMillis - restarts.getFirst() >= WITHIN_MILLIS) {
      restarts.removeFirst();
    }
    if (restarts.size() == MOST) return Optional.empty();
    restarts.addLast(nowMillis);
    return Optional.of(exit == START_ME_AGAIN ? Duration.ZERO : PAUSE);
  }

  /** The mains were off: what was before does not count. */
  void forget() {
    restarts.clear();
  }
}
