package org.shuyi.kiosk.kernel;

/** What is known of a door's latch, and of its own sensor where it has one. */
public enum DoorContact {
  OPEN,
  CLOSED,
  /** The latch is closed and the door's own sensor says open. */
  AJAR,
  UNKNOWN
}
