package org.shuyi.devices.card.feig;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a FEIG reader of cards.
 *
 * @param address 0 to 253, or 255 for whichever reader is on the line
 * @param numberReversed whether the number of an ISO 14443A card comes last byte first, as FEIG's
 *     own host library takes it; the manual does not say
 * @param poll the time from one look into the field to the next
 * @param gone how long a card must be missed before it counts as taken away, so that a card at the
 *     edge of the field is one tap and not ten
 * @param answerWithin the longest wait for an answer
 */
public record CardConfig(
    int address, boolean numberReversed, Duration poll, Duration gone, Duration answerWithin) {
  public CardConfig(Settings settings) {
    this(
        settings.number("address", 0, 255, 255),
        settings.flag("numberReversed", true),
        settings.duration("poll", ofMillis(50), ofSeconds(1), ofMillis(150)),
        settings.duration("gone", ofMillis(100), ofSeconds(5), ofMillis(600)),
        settings.duration("answerWithin", ofMillis(100), ofSeconds(2), ofMillis(300)));
  }
}
