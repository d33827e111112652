package org.shuyi.sim.world;

/** What feeds an uninterruptible supply: the mains, and what is left in its battery. */
public final class Supplied {
  private boolean mains = true;
  private int battery = 100;

  public void mains(boolean there) {
    mains = there;
  }

  /** How full the battery is, 0 to 100. */
  public void battery(int percent) {
    battery = percent;
  }

  public boolean mains() {
    return mains;
  }

  public int battery() {
    return battery;
  }
}
