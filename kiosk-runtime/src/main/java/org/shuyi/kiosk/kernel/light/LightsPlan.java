package org.shuyi.kiosk.kernel.light;

import java.time.Duration;
import org.shuyi.kiosk.kernel.Hours;

/**
 * When the lights are bright.
 *
 * @param hours in which they always are
 * @param awake how long they stay so at other hours, after somebody did something
 */
public record LightsPlan(Hours hours, Duration awake) {}
