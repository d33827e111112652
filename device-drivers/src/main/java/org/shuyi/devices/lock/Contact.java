package org.shuyi.devices.lock;

/** What a door's switch says. No answer is UNKNOWN, never CLOSED. */
public enum Contact {
  OPEN,
  CLOSED,
  UNKNOWN
}
