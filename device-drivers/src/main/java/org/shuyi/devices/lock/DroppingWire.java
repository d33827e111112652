package org.shuyi.devices.lock;

import org.shuyi.devices.Bytes;

/**
 * A wire whose protocol has a word that drops a bolt, said when its pulse is over. On any other the
 * board's own limit is all that ends a pulse.
 */
public interface DroppingWire extends BoardWire {
  /** Answered by {@link BoardFrame.Dropped}, or {@link BoardFrame.Held} where it is refused. */
  Bytes drop(int channel);

  /** Asks whether a channel's relay still holds; answered by {@link BoardFrame.Held}. */
  Bytes whetherHeld(int channel);
}
