package org.shuyi.kiosk.kernel.shelf;

/**
 * One door.
 *
 * @param barred kept from patrons by the centre's staff until it is released
 */
public record Door(DoorState state, boolean barred) {
  public Door in(DoorState next) {
    return new Door(next, barred);
  }

  public Door barredNow(boolean bar) {
    return new Door(state, bar);
  }
}
