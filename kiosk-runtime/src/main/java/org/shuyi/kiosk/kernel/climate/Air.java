package org.shuyi.kiosk.kernel.climate;

import java.util.Optional;

/** What is known of the air in the cabinet. */
public sealed interface Air {
  /** The sensor has not said anything since the program began. */
  record Unheard() implements Air {}

  /**
   * @param milliCelsius thousandths of a degree Celsius
   * @param milliPercent thousandths of a per cent of relative humidity; empty where no sensor
   *     measures it
   */
  record Measured(int milliCelsius, Optional<Integer> milliPercent) implements Air {}

  /** No sensor, or one that is not believed: that is a fault, and not 0 degrees. */
  record Unknown(String why) implements Air {}

  /** For people: {@code 21.8 degrees, 40 % humidity}. */
  default String words() {
    return switch (this) {
      case Unheard() -> "not heard of yet";
      case Unknown(String why) -> "unknown: " + why;
      case Measured(int celsius, Optional<Integer> percent) ->
          tenths(celsius)
              + " degrees"
              + percent.map(damp -> ", " + damp / 1_000 + " % humidity").orElse("");
    };
  }

  private static String tenths(int milli) {
    int whole = Math.abs(milli) / 1_000;
    int tenth = Math.abs(milli) % 1_000 / 100;
    return (milli < 0 ? "-" : "") + whole + "." + tenth;
  }
}
