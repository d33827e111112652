package org.shuyi.devices.climate;

import java.util.Optional;

/** What a sensor of the air tells the station. */
public sealed interface ClimateNotice {
  /** It is otherwise than it was told before, by a step that is worth telling. */
  record Changed(Climate climate) implements ClimateNotice {}

  /** What is known of the air. */
  sealed interface Climate {
    /**
     * A value that two readings in a row agree on.
     *
     * @param milliCelsius thousandths of a degree Celsius
     * @param milliPercent thousandths of a per cent of relative humidity, 0 to 100,000; empty where
     *     the sensor does not measure it
     */
    record Measured(int milliCelsius, Optional<Integer> milliPercent) implements Climate {
      /** Of a sensor that measures no humidity. */
      public Measured(int milliCelsius) {
        this(milliCelsius, Optional.empty());
      }
    }

    /** No sensor, no believable value, or one that stands still: that is a fault, not 0 degrees. */
    record Unknown(String why) implements Climate {}
  }
}
