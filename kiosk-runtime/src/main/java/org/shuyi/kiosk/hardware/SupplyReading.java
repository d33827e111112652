package org.shuyi.kiosk.hardware;

import org.shuyi.devices.power.PowerNotice;
import org.shuyi.kiosk.kernel.PowerEvent.Supply;
import org.shuyi.kiosk.kernel.PowerEvent.SupplyChanged;

/** What a power supply tells, in the kernel's words; what it measures is for people only. */
final class SupplyReading {
  private SupplyReading() {}

  static SupplyChanged of(PowerNotice notice) {
    return switch (notice) {
      case PowerNotice.Changed(PowerNotice.Supply supply) -> new SupplyChanged(word(supply));
      case PowerNotice.Sensed(PowerNotice.Supply supply, PowerNotice.Gauge _) ->
          new SupplyChanged(word(supply));
    };
  }

  private static Supply word(PowerNotice.Supply supply) {
    return switch (supply) {
      case MAINS -> Supply.MAINS;
      case BATTERY -> Supply.BATTERY;
      case BATTERY_LOW -> Supply.BATTERY_LOW;
      case UNKNOWN -> Supply.UNKNOWN;
    };
  }
}
