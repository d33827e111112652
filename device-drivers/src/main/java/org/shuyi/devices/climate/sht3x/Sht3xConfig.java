package org.shuyi.devices.climate.sht3x;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;
import org.shuyi.devices.climate.PolledSensor.Pace;

/**
 * The settings of a SHT3x.
 *
 * @param stepMilliCelsius how much the temperature must change to be told again
 * @param stepMilliPercent how much the humidity must change to be told again
 * @param poll from one measurement to the next
 * @param answerWithin the longest wait for one; a measurement takes some 15 ms
 * @param frozenAfter a temperature that has not moved at all for so long is none: its last
 *     hundredth of a degree is always in motion
 */
public record Sht3xConfig(
    int stepMilliCelsius,
    int stepMilliPercent,
    Duration poll,
    Duration answerWithin,
    Duration frozenAfter) {
  public Sht3xConfig(Settings settings) {
    this(
        settings.number("stepMilliCelsius", 100, 5_000, 500),
        settings.number("stepMilliPercent", 500, 20_000, 3_000),
        settings.duration("poll", ofSeconds(2), ofMinutes(5), ofSeconds(10)),
        settings.duration("answerWithin", ofSeconds(1), ofSeconds(5), ofSeconds(2)),
        settings.duration("frozenAfter", ofMinutes(10), ofHours(48), ofHours(6)));
  }

  Pace pace() {
    return new Pace(stepMilliCelsius, stepMilliPercent, poll, answerWithin, frozenAfter);
  }
}
