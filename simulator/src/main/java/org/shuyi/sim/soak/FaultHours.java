package org.shuyi.sim.soak;

import java.util.Arrays;
import org.shuyi.sim.time.VirtualTime;

/**
 * Counts fault-hours as the goals define them: a simulated hour of one station with at least six
 * visits and one fault of the list in it. Troubles on no list count for nothing.
 */
final class FaultHours {
  /** How many there were, in a seed's tally. */
  static final String COUNTED = "fault-hours";

  private static final long HOUR = 3_600_000;
  private static final int VISITS = 6;

  private final VirtualTime time;
  private final Tally tally;
  private long visitsBefore;
  private long faultsBefore;

  FaultHours(VirtualTime time, Tally tally) {
    this.time = time;
    this.tally = tally;
  }

  /** From now on, hour after hour. */
  void begin() {
    time.after(
        HOUR,
        () -> {
          hour();
          begin();
        });
  }

  private void hour() {
    if (visits(tally) - visitsBefore >= VISITS && faults(tally) > faultsBefore) {
      tally.count(COUNTED);
    }
    visitsBefore = visits(tally);
    faultsBefore = faults(tally);
  }

  static long visits(Tally tally) {
    return tally.of("visits on line") + tally.of("visits off line");
  }

  /** How many faults of the list were met. */
  static long faults(Tally tally) {
    return Arrays.stream(Trouble.values())
        .filter(trouble -> !trouble.faults().isEmpty())
        .mapToLong(trouble -> tally.of(trouble.counted()))
        .sum();
  }
}
