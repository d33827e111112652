package org.shuyi.kiosk.kernel;

import java.util.Locale;

/** A contact that watches over the cabinet, beside the switch behind its service panel. */
public enum Guard {
  TILT("the cabinet is tilted"),
  VIBRATION("the cabinet is shaken"),
  SERVICE_DOOR("the service door is open");

  private final String alarm;

  Guard(String alarm) {
    this.alarm = alarm;
  }

  /** As configuration and records call it: {@code service-door}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What an open contact means, in plain words; a broken wire is an open contact. */
  public String alarm() {
    return alarm;
  }
}
