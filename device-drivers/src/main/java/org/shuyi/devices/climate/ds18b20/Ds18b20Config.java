package org.shuyi.devices.climate.ds18b20;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;
import org.shuyi.devices.climate.PolledSensor.Pace;

/**
 * The settings of a DS18B20.
 *
 * @param stepMilliCelsius how much the temperature must change to be told again
 * @param poll from one measurement to the next
 * @param answerWithin the longest wait for one; a measurement takes 750 ms
 * @param frozenAfter a value that has not moved at all for so long is none: a sixteenth of a degree
 *     is always in motion
 */
public record Ds18b20Config(
    int stepMilliCelsius, Duration poll, Duration answerWithin, Duration frozenAfter) {
  public Ds18b20Config(Settings settings) {
    this(
        settings.number("stepMilliCelsius", 100, 5_000, 500),
        settings.duration("poll", ofSeconds(2), ofMinutes(5), ofSeconds(10)),
        settings.duration("answerWithin", ofSeconds(1), ofSeconds(5), ofSeconds(2)),
        settings.duration("frozenAfter", ofMinutes(10), ofHours(48), ofHours(6)));
  }

  /** It measures no humidity, so that any step of it will do. */
  Pace pace() {
    return new Pace(stepMilliCelsius, 1, poll, answerWithin, frozenAfter);
  }
}
