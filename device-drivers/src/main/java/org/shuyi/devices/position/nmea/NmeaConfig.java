package org.shuyi.devices.position.nmea;

import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a receiver that speaks NMEA 0183.
 *
 * @param stepMetres how far it must move to be told again, 5 to 500
 * @param tellEvery how often a position that stays is confirmed, 5 s to 60 s
 */
public record NmeaConfig(int stepMetres, Duration tellEvery) {
  public NmeaConfig(Settings settings) {
    this(
        settings.number("stepMetres", 5, 500, 20),
        settings.duration("tellEvery", ofSeconds(5), ofSeconds(60), ofSeconds(20)));
  }
}
