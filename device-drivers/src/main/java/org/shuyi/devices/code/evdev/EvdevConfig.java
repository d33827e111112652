package org.shuyi.devices.code.evdev;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a scanner that is a keyboard.
 *
 * @param longest the longest code in characters
 * @param repeat the same code within this time is one scan
 * @param gap the longest pause inside a code; what was begun before it is dropped
 */
public record EvdevConfig(int longest, Duration repeat, Duration gap) {
  public EvdevConfig(Settings settings) {
    this(
        settings.number("longest", 1, 256, 256),
        settings.duration("repeat", ofMillis(0), ofSeconds(60), ofSeconds(2)),
        settings.duration("gap", ofMillis(50), ofSeconds(5), ofMillis(500)));
  }
}
