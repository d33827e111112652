package org.shuyi.devices.climate;

/** What a sensor of temperature tells the station. */
public sealed interface ClimateNotice {
  /** It is otherwise than it was told before, by a step that is worth telling. */
  record Changed(Climate climate) implements ClimateNotice {}

  /** What is known of the air. */
  sealed interface Climate {
    /** In thousandths of a degree Celsius. */
    record Measured(int milliCelsius) implements Climate {}

    /** No sensor, no believable value, or one that stands still: that is a fault, not 0 degrees. */
    record Unknown(String why) implements Climate {}
  }
}
