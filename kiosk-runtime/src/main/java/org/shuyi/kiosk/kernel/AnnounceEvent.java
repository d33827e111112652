package org.shuyi.kiosk.kernel;

/** What becomes of what was to be said aloud. */
public sealed interface AnnounceEvent extends Event {
  /**
   * The voice has ended with what has this number.
   *
   * @param said whether all of it was said
   */
  record Spoken(long number, boolean said) implements AnnounceEvent {}
}
