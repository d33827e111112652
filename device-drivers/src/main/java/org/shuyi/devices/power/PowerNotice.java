package org.shuyi.devices.power;

import java.util.OptionalInt;

/** What a power supply tells the station. */
public sealed interface PowerNotice {
  /**
   * The supply stands otherwise than before. Mains that flap are one change to the battery, and one
   * back when they have held.
   */
  record Changed(Supply supply) implements PowerNotice {}

  /** How it stands, as it was asked for. */
  record Sensed(Supply supply, Gauge gauge) implements PowerNotice {}

  /** Where the power comes from. Silence is unknown, and never mains. */
  enum Supply {
    MAINS,
    BATTERY,
    /** The battery ends soon: the station has to stop in order. */
    BATTERY_LOW,
    UNKNOWN
  }

  /**
   * What is measured; for people, and never judged by.
   *
   * @param batteryMillivolts as the device counts them: of a cell or of the whole
   * @param percent of the battery's range, if that is known
   * @param loadPercent of what the device can bear
   */
  record Gauge(int batteryMillivolts, OptionalInt percent, int loadPercent) {}
}
