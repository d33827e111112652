package org.shuyi.devices.picker.modbus;

import java.util.Optional;
import org.shuyi.devices.Settings;
import org.shuyi.devices.modbus.PlcConfig;
import org.shuyi.devices.modbus.RegisterMap;

/**
 * The settings of a picker.
 *
 * @param slots how many it reaches, 1 to 500
 * @param map where everything lies; empty where the file was refused, and then no driver is made
 */
public record PickerConfig(PlcConfig plc, int slots, Optional<RegisterMap> map) {
  public PickerConfig(Settings settings) {
    this(settings, settings.number("slots", 1, 500, 48));
  }

  private PickerConfig(Settings settings, int slots) {
    this(
        new PlcConfig(settings),
        slots,
        settings.page("map").map(page -> RegisterMap.read(page, PickerCodec.entries(slots))));
  }
}
