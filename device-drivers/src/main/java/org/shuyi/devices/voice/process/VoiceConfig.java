package org.shuyi.devices.voice.process;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a program that speaks.
 *
 * @param within how long one sentence may take
 * @param answerWithin the longest wait for a sign of life while nothing is said
 * @param poll from one sign of life to the next
 */
public record VoiceConfig(Duration within, Duration answerWithin, Duration poll) {
  public VoiceConfig(Settings settings) {
    this(
        settings.duration("within", ofSeconds(2), ofSeconds(30), ofSeconds(20)),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(2), ofSeconds(1)),
        settings.duration("poll", ofSeconds(1), ofSeconds(30), ofSeconds(5)));
  }
}
