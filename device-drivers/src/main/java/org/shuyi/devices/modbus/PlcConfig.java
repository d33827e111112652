package org.shuyi.devices.modbus;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import org.shuyi.devices.Settings;

/**
 * The settings that every machine behind a PLC has.
 *
 * @param poll the time between two rounds of questions
 * @param answerWithin the longest wait for an answer
 * @param motionWithin the longest that a motion may take; one that takes longer is halted
 */
public record PlcConfig(
    ModbusAddress address, Duration poll, Duration answerWithin, Duration motionWithin) {
  public PlcConfig(Settings settings) {
    this(
        new ModbusAddress(settings),
        settings.duration("poll", ofMillis(10), ofSeconds(1), ofMillis(50)),
        settings.duration("answerWithin", ofMillis(30), ofSeconds(1), ofMillis(150)),
        settings.duration("motionWithin", ofSeconds(1), ofSeconds(120), ofSeconds(20)));
  }
}
