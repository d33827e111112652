package org.shuyi.devices.voice;

import java.util.List;

/** What a loudspeaker can be asked for. */
public sealed interface VoiceCommand {
  /**
   * Say this once, in each of these languages; what is being said is broken off. Answered by
   * exactly one {@link VoiceNotice.Said} or {@link VoiceNotice.NotSaid} of this number, within half
   * a minute for each.
   *
   * @param number that nothing else has
   * @param sentences one after the other
   */
  record Say(long number, List<Sentence> sentences) implements VoiceCommand {
    public Say {
      sentences = List.copyOf(sentences);
    }
  }

  /** Be still at once. */
  record Hush() implements VoiceCommand {}

  /**
   * A sentence in its language.
   *
   * @param language a tag such as {@code zh-CN}
   */
  record Sentence(String language, String text) {}
}
