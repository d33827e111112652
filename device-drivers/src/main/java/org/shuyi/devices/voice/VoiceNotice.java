package org.shuyi.devices.voice;

/** What a loudspeaker tells the station. */
public sealed interface VoiceNotice {
  /** All of it was said. */
  record Said(long number) implements VoiceNotice {}

  /**
   * It was broken off, or never begun.
   *
   * @param why for staff, in plain words
   */
  record NotSaid(long number, String why) implements VoiceNotice {}
}
