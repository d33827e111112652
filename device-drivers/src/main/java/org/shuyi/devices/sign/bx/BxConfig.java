package org.shuyi.devices.sign.bx;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a sign with a BX card.
 *
 * @param address of the card, 1 to 65533
 * @param width in steps of eight points; a text that is wider runs from right to left
 * @param height in points
 * @param colours whether safety is red and the rest green; signs of one colour do not mind
 * @param poll from one sign of life to the next
 * @param answerWithin the longest wait for an answer
 */
public record BxConfig(
    int address, int width, int height, boolean colours, Duration poll, Duration answerWithin) {
  public BxConfig(Settings settings) {
    this(
        settings.number("address", 1, 0xFFFD, 1),
        settings.number("width", 2, 128, 16) * 8,
        settings.number("height", 16, 256, 32),
        settings.flag("colours", true),
        settings.duration("poll", ofMillis(500), ofSeconds(10), ofSeconds(2)),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(1), ofMillis(600)));
  }
}
