package org.shuyi.kiosk.centre;

import java.util.random.RandomGenerator;

/**
 * When to try again, so that a city does not come back in the same second: after a steady line at
 * random within the spread, then within a bound that doubles up to a cap, for ever.
 *
 * <p>Stations that lost a steady line together are apart already where the spread is as long as the
 * cap, and whoever finds nobody waits for one whole spread more. Short tries drawn anew would bring
 * those that tried in vain together again: eight times the mean in one second, by {@code
 * ThunderingHerdTest}.
 */
final class Reconnect {
  private final RandomGenerator random;
  private final long spread;
  private final long base;
  private final long cap;
  private int failures;

  /** Whether the tries of stations that lost their line with us are spread evenly. */
  private boolean apart;

  Reconnect(RandomGenerator random, CourierSettings settings) {
    this.random = random;
    this.spread = settings.spread().toMillis();
    this.base = settings.base().toMillis();
    this.cap = settings.cap().toMillis();
  }

  int failures() {
    return failures;
  }

  /** The first try of a life: boots after a power cut differ by some seconds already. */
  long atFirst() {
    return within(spread / 10);
  }

  long afterSteadyLine() {
    failures = 0;
    apart = spread >= cap && spread > 0;
    return within(spread);
  }

  /** Nobody answered. */
  long afterNobody() {
    if (!apart) return afterFailure();
    failures++;
    return spread;
  }

  /** A line that was there broke before it was steady, maybe that of everybody at once. */
  long afterFailure() {
    apart = false;
    long bound = Math.min(cap, base << Math.min(failures, 30));
    failures++;
    return within(bound);
  }

  /** Two clients with one name throw each other out for ever; one of them must be slow. */
  long afterTakeOver() {
    apart = false;
    failures++;
    return cap / 2 + within(cap / 2);
  }

  private long within(long bound) {
    return bound <= 0 ? 0 : random.nextLong(bound + 1);
  }
}
