package org.shuyi.devices.link;

/** A line with more than one way to speak, of which the device understands one. */
interface Tunable {
  /** Goes on to the next way: the line goes down and comes up again. Any thread may ask. */
  void tune();
}
