package org.shuyi.devices.tag.uhfreader18;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a reader of the UHFReader18 family.
 *
 * @param address 0 to 254, or 255 for whichever reader is on the line
 * @param words the most words of two bytes to read from a tag's user bank, 0 to 119; 0 where all
 *     stock is known by its EPC
 * @param scanTime how long one inventory may take, 300 ms to 5 s, in steps of 100 ms
 * @param answerWithin the longest wait for an answer; an inventory may take 75 ms longer than its
 *     scan time
 */
public record UhfConfig(int address, int words, Duration scanTime, Duration answerWithin) {
  public UhfConfig(Settings settings) {
    this(
        settings.number("address", 0, 255, 255),
        settings.number("words", 0, 119, 32),
        settings.duration("scanTime", ofMillis(300), ofSeconds(5), ofMillis(500)),
        settings.duration("answerWithin", ofMillis(200), ofSeconds(6), ofSeconds(1)));
  }

  /** The scan time as the reader counts it. */
  int scanTimeInTenths() {
    return (int) scanTime.toMillis() / 100;
  }
}
