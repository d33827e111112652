package org.shuyi.kiosk.kernel.health;

/** What a device can do, as the kernel knows it. */
public sealed interface DeviceHealth {
  record Ready() implements DeviceHealth {}

  record Degraded(String why) implements DeviceHealth {}

  record Lost(String why) implements DeviceHealth {}

  default String word() {
    return switch (this) {
      case Ready ready -> "ready";
      case Degraded degraded -> "degraded";
      case Lost lost -> "lost";
    };
  }

  default String reason() {
    return switch (this) {
      case Ready ready -> "";
      case Degraded(String why) -> why;
      case Lost(String why) -> why;
    };
  }
}
