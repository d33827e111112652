package org.shuyi.sim.device;

import java.util.function.LongConsumer;

/** A device at the end of its cable, whatever the cable is made of. */
public interface Attachment extends AutoCloseable {
  /** Pulls the plug; safe to call twice. */
  void unplug();

  /** Puts it in again: the device starts up afresh. Safe to call twice. */
  void plugIn();

  /**
   * Does something with the device where it lives (a fault, a code before a scanner), and carries
   * away what it says to it.
   *
   * @param act is given the device's time in milliseconds
   */
  void touch(LongConsumer act);

  /** Takes the device away for good. Safe to call twice. */
  @Override
  void close();
}
