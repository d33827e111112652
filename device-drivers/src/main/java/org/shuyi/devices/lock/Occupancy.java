package org.shuyi.devices.lock;

/** What the infrared barrier of a compartment says. No answer is UNKNOWN, never EMPTY. */
public enum Occupancy {
  OCCUPIED,
  EMPTY,
  UNKNOWN
}
