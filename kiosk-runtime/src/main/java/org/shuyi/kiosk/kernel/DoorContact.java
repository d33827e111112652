package org.shuyi.kiosk.kernel;

/** What is known of a door's switch. */
public enum DoorContact {
  OPEN,
  CLOSED,
  UNKNOWN
}
