package org.shuyi.devices.sign;

/** What a sign can be asked for. */
public sealed interface SignCommand {
  /**
   * Show this text instead of whatever stands there, until another one comes. It is written again
   * by itself where the sign may have lost it. Answered by exactly one {@link SignNotice.Shown} or
   * {@link SignNotice.NotShown} of this number, within five seconds.
   *
   * @param number that no other text has
   * @param text for everybody; what is no text in it is left out
   * @param urgent whether it is for people's safety, and looks like it
   */
  record Show(long number, String text, boolean urgent) implements SignCommand {}

  /** Show nothing. */
  record Clear() implements SignCommand {}
}
