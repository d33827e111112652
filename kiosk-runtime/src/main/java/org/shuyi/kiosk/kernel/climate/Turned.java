package org.shuyi.kiosk.kernel.climate;

/**
 * How a fan or a heater stands.
 *
 * @param since the tick at which it was switched so, or at which the program began
 */
public record Turned(boolean on, long since) {}
