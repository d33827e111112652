package org.shuyi.devices.power.megatec;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a Megatec UPS. Devices do not agree on what their battery's volts are, so that
 * its range is a setting; without it there is no percentage, and low is what the device says.
 *
 * @param emptyMillivolts what it shows when the battery is at its end; 0 if not known
 * @param fullMillivolts what it shows when the battery is full; 0 if not known
 * @param lowPercent low is also what lies below this, where the range is known
 * @param mainsHold how long mains must be there before they count as back
 * @param poll from one question to the next
 * @param answerWithin the longest wait for an answer; one takes 200 ms on the wire alone
 */
public record MegatecConfig(
    int emptyMillivolts,
    int fullMillivolts,
    int lowPercent,
    Duration mainsHold,
    Duration poll,
    Duration answerWithin) {
  public MegatecConfig(Settings settings) {
    this(
        settings.number("emptyMillivolts", 0, 300_000, 0),
        settings.number("fullMillivolts", 0, 300_000, 0),
        settings.number("lowPercent", 0, 80, 30),
        settings.duration("mainsHold", ofSeconds(5), ofMinutes(10), ofSeconds(30)),
        settings.duration("poll", ofMillis(200), ofSeconds(5), ofMillis(500)),
        settings.duration("answerWithin", ofMillis(300), ofSeconds(2), ofMillis(600)));
  }

  boolean rangeKnown() {
    return emptyMillivolts > 0 && fullMillivolts > emptyMillivolts;
  }
}
