package org.shuyi.devices.card.pcsc;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a PC/SC reader.
 *
 * @param numberReversed whether this reader tells a card's number last byte first; two readers of
 *     one station must tell a known card alike
 * @param poll the time from one look at the card to the next
 * @param gone how long a card must be missed before it counts as taken away
 * @param answerWithin the longest wait for the reader
 */
public record PcscConfig(
    boolean numberReversed, Duration poll, Duration gone, Duration answerWithin) {
  public PcscConfig(Settings settings) {
    this(
        settings.flag("numberReversed", false),
        settings.duration("poll", ofMillis(50), ofSeconds(1), ofMillis(150)),
        settings.duration("gone", ofMillis(100), ofSeconds(5), ofMillis(600)),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(2), ofMillis(700)));
  }
}
