package org.shuyi.devices.dispenser.crt;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings of a CRT card dispenser.
 *
 * @param address 0 to 15
 * @param poll from one look at its sensors to the next
 * @param answerWithin the longest wait for an answer that moves nothing
 * @param moveWithin the longest wait for a motion to end
 * @param gateFor a card that lies in the gate for longer is complained of
 */
public record CrtConfig(
    int address, Duration poll, Duration answerWithin, Duration moveWithin, Duration gateFor) {
  public CrtConfig(Settings settings) {
    this(
        settings.number("address", 0, 15, 0),
        settings.duration("poll", ofMillis(200), ofSeconds(5), ofMillis(500)),
        settings.duration("answerWithin", ofMillis(100), ofSeconds(2), ofMillis(500)),
        settings.duration("moveWithin", ofSeconds(2), ofSeconds(20), ofSeconds(8)),
        settings.duration("gateFor", ofSeconds(10), ofMinutes(10), ofMinutes(1)));
  }
}
