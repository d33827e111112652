package org.shuyi.kiosk.config;

import java.time.Duration;

/**
 * When the lights of cabinet and screen are bright.
 *
 * @param hours in which they always are
 * @param awake how long they stay so at other hours, after somebody did something
 */
public record LightsConfig(HoursConfig hours, Duration awake) {}
