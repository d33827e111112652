package org.shuyi.sim.world;

/** What hangs on a lock board's terminals; channels from 1 as on its label. */
public interface Bolts {
  /** Drives a bolt for so long; nothing happens where nothing is wired. */
  void pull(int channel, int millis);

  /** Drives a bolt no longer; nothing happens where none is driven. */
  void drop(int channel);

  /** Whether the switch of the door is made; an unwired terminal reads as a switch that is not. */
  boolean closed(int channel);

  /** Whether the infrared barrier behind the door sees something. */
  boolean occupied(int channel);
}
