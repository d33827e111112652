package org.shuyi.kiosk.host;

import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;

/** Does what the kernel wants, when what it decided is on the disk. Must not block. */
public interface Hands {
  void act(Effect effect);

  /**
   * A turn is over.
   *
   * @param kiosk the station after it
   * @param committed the number of the last record on the disk
   */
  void turned(Kiosk kiosk, long committed);
}
