package org.shuyi.devices;

/**
 * What a driver can be told.
 *
 * @param <C> the commands of its port
 */
public sealed interface Told<C> {
  /** The line can carry bytes; the device behind it may have lost its settings. */
  record LineUp<C>() implements Told<C> {}

  /** The line is gone; whatever was under way will not be answered. */
  record LineDown<C>(String why) implements Told<C> {}

  /** Bytes as they came, in any chunking: half a frame, several frames, noise. */
  record Received<C>(Bytes bytes) implements Told<C> {}

  /** The time the driver asked for by {@link Driver#wakeAt()} has come. */
  record TimePassed<C>() implements Told<C> {}

  /**
   * Something is wanted of the device. What moves something is refused where it comes too late: it
   * may have waited behind a line that was stuck, or through a pause of the whole program.
   *
   * @param atMillis when it was asked for, by the clock of {@link Driver#on}; never after the step
   */
  record Wanted<C>(C command, long atMillis) implements Told<C> {}
}
