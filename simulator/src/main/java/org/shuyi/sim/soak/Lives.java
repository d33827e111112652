package org.shuyi.sim.soak;

import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/** When the program last ended and began: what it saw last it may still say in its next life. */
final class Lives implements World.Watcher {
  private long ended = Long.MIN_VALUE / 2;
  private long began = Long.MIN_VALUE / 2;

  @Override
  public void happened(long atMillis, Deed deed) {
    if (deed instanceof Deed.MainsChanged(boolean on) && !on) ends(atMillis);
  }

  void ends(long now) {
    ended = now;
  }

  void begins(long now) {
    began = now;
  }

  /**
   * Whether a station may say now of something that it is so.
   *
   * @param until when it was last so
   * @param longest so much later it is said, by a program that runs or has just begun
   */
  boolean maySay(long until, long now, long longest) {
    return until > now - longest || (now - began < longest && until > ended - longest);
  }
}
