package org.shuyi.kiosk.host;

import org.shuyi.kiosk.kernel.Effect;

/** Does what the kernel wants, when what it decided is on the disk. Must not block. */
public interface Hands {
  void act(Effect effect);
}
