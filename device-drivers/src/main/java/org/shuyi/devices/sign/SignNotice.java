package org.shuyi.devices.sign;

/** What a sign tells the station. */
public sealed interface SignNotice {
  /** The text stands there, as the sign says itself. */
  record Shown(long number) implements SignNotice {}

  /**
   * Another text came before it stood there, or the sign is away; one that is still wanted is
   * written when the sign is back.
   *
   * @param why for staff, in plain words
   */
  record NotShown(long number, String why) implements SignNotice {}
}
