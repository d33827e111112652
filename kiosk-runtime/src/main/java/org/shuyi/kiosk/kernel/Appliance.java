package org.shuyi.kiosk.kernel;

import java.util.Locale;

/** What the station switches on and off as a whole, beside the lamps over its doors. */
public enum Appliance {
  FAN,
  HEATER,
  LIGHTS,
  /** The sign at the entrance that says so. */
  FULL;

  /** As configuration, status and records call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
