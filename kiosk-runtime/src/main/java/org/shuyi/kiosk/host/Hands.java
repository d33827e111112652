package org.shuyi.kiosk.host;

import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;

/** Does what the kernel wants, when what it decided is on the disk. Must not block. */
public interface Hands {
  /**
   * @param decided the time of the turn that wants it; by now it may be long ago, after a slow disk
   */
  void act(Effect effect, Now decided);

  /**
   * A turn is over.
   *
   * @param kiosk the station after it
   * @param committed the number of the last record on the disk
   */
  void turned(Kiosk kiosk, long committed);
}
