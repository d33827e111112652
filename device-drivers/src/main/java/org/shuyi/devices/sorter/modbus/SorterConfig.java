package org.shuyi.devices.sorter.modbus;

import java.util.Optional;
import org.shuyi.devices.Settings;
import org.shuyi.devices.modbus.PlcConfig;
import org.shuyi.devices.modbus.RegisterMap;

/**
 * The settings of a sorter.
 *
 * @param bins how many it has, 1 to 32
 * @param map where everything lies; empty where the file was refused, and then no driver is made
 */
public record SorterConfig(PlcConfig plc, int bins, Optional<RegisterMap> map) {
  public SorterConfig(Settings settings) {
    this(settings, settings.number("bins", 1, 32, 3));
  }

  private SorterConfig(Settings settings, int bins) {
    this(
        new PlcConfig(settings),
        bins,
        settings.page("map").map(page -> RegisterMap.read(page, SorterCodec.entries(bins))));
  }
}
