package org.shuyi.sim.soak;

import java.util.List;
import java.util.Random;

/** Seeded chance in the words of those who try a station. */
public final class Chance {
  private final Random random;

  public Chance(long seed) {
    this.random = new Random(seed);
  }

  public boolean percent(int chances) {
    return random.nextInt(100) < chances;
  }

  /** From {@code least} to {@code most}, both included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A time between two things that come by chance. */
  public long around(long meanMillis) {
    return 1 + (long) (-Math.log(1 - random.nextDouble()) * meanMillis);
  }

  public <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  public boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  Random random() {
    return random;
  }
}
