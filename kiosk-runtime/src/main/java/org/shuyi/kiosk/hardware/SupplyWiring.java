package org.shuyi.kiosk.hardware;

import java.util.OptionalInt;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.kernel.DeviceId;

/** Where the relay hangs that feeds a lock board's bolts. */
public sealed interface SupplyWiring {
  /**
   * At a pin, which drops it by itself.
   *
   * @param off the pin of its mirror contact, which is closed to ground while it is dropped
   */
  record AtPin(Relay relay, OptionalInt off) implements SupplyWiring {}

  /**
   * At a relay of another board, which ends its pulses by itself.
   *
   * @param off the channel at whose input its mirror contact hangs, closed while it is dropped
   */
  record AtBoard(DeviceId board, int channel, OptionalInt off) implements SupplyWiring {}
}
