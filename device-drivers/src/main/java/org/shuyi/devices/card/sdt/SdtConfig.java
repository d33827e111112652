package org.shuyi.devices.card.sdt;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a reader of identity cards.
 *
 * @param poll the time from one look for a card to the next
 * @param gone how long a card must be missed before it counts as taken away
 * @param answerWithin the longest wait for an answer that carries no card's contents
 * @param readWithin the longest wait for a card's contents: 1295 bytes, which the module decrypts
 */
public record SdtConfig(Duration poll, Duration gone, Duration answerWithin, Duration readWithin) {
  public SdtConfig(Settings settings) {
    this(
        settings.duration("poll", ofMillis(100), ofSeconds(2), ofMillis(300)),
        settings.duration("gone", ofMillis(300), ofSeconds(5), ofSeconds(1)),
        settings.duration("answerWithin", ofMillis(100), ofSeconds(2), ofMillis(600)),
        settings.duration("readWithin", ofMillis(500), ofSeconds(5), ofMillis(2_500)));
  }
}
