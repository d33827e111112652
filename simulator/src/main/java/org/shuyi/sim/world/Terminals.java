package org.shuyi.sim.world;

/** What hangs at the pins of a board, by their numbers. */
public interface Terminals {
  /** Makes an output high or low; nothing happens where nothing is wired. */
  void drive(int pin, boolean high);

  /** What an input with a pull-up says: high, unless a switch there is closed to ground. */
  boolean high(int pin);
}
