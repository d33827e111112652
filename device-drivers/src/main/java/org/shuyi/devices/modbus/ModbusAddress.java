package org.shuyi.devices.modbus;

import org.shuyi.devices.Settings;

/**
 * Where a Modbus device is reached.
 *
 * @param unit its address, 1 to 247 on a serial line; on TCP often 1 or 255. 0 would be everybody
 */
public record ModbusAddress(Framing framing, int unit) {
  public ModbusAddress(Settings settings) {
    this(
        Framing.of(settings.choice("framing", Framing.CHOICES, "rtu")),
        settings.number("unit", 1, 255, 1));
  }
}
