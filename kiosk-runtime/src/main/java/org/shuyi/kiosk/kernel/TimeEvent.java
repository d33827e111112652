package org.shuyi.kiosk.kernel;

/** Time and the beginning of a life of the program. */
public sealed interface TimeEvent extends Event {
  /** A deadline of {@link Kiosk#wakeAt()} came. */
  record TimePassed() implements TimeEvent {}

  /**
   * The program came up and knows nothing about what moved while it was down. Always the first
   * event.
   *
   * @param boot how many times this journal has been opened, 1 or more
   * @param why how the last life ended, as far as known: {@code ordered: ...}, {@code first start}
   *     or {@code not ordered}
   */
  record Restarted(long boot, String why) implements TimeEvent {}
}
