package org.shuyi.devices;

/**
 * What a device can do now. A value, not an exception: a silent device is expected in the street.
 */
public sealed interface Health {
  record Ready() implements Health {}

  /** It works, but not as it should: the station goes on and staff hear of it. */
  record Degraded(String why) implements Health {}

  /** It does not answer or was never there. */
  record Lost(String why) implements Health {}
}
