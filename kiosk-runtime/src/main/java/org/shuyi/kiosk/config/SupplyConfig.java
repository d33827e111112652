package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.OptionalInt;

/** How a lock board's bolts are fed. */
public sealed interface SupplyConfig {
  /**
   * By a relay at a pin of the station's board.
   *
   * @param at of the section, for complaints
   * @param off the pin of the relay's mirror contact, where it is read
   * @param longest the longest time a bolt may be held; zero where that was complained of
   */
  record AtPin(Value at, int pin, OptionalInt off, Duration longest) implements SupplyConfig {}

  /**
   * By a relay of another lock board.
   *
   * @param at the name of that board, for complaints
   * @param channel of the relay, from 1
   * @param off the channel at whose input the relay's mirror contact hangs, where it is read
   * @param longest the longest time a bolt may be held; zero where that was complained of
   */
  record AtBoard(Value at, DeviceConfig board, int channel, OptionalInt off, Duration longest)
      implements SupplyConfig {}

  /** By nothing that the station switches: what ends a pulse is the board alone. */
  record None() implements SupplyConfig {}
}
