package org.shuyi.sim.soak;

import org.shuyi.sim.time.VirtualTime;

/** What happens again and again, around a mean time, except while all is calm. */
final class Recurring {
  private final VirtualTime time;
  private final Chance chance;
  private boolean calm = true;

  Recurring(VirtualTime time, Chance chance) {
    this.time = time;
    this.chance = chance;
  }

  void begin() {
    calm = false;
  }

  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  /**
   * @param mean in milliseconds
   */
  void every(long mean, Runnable change) {
    time.after(
        chance.around(mean),
        () -> {
          if (!calm) change.run();
          every(mean, change);
        });
  }
}
