package org.shuyi.kiosk.kernel.entrance;

/**
 * The state of this room.
 *
 * @param occupancy how many are inside
 * @param access who comes in
 */
public record Entrance(Occupancy occupancy, Access access) {
  public static Entrance fresh() {
    return new Entrance(Occupancy.unknown(), Access.fresh());
  }

  Entrance with(Occupancy next) {
    return new Entrance(next, access);
  }

  Entrance with(Access next) {
    return new Entrance(occupancy, next);
  }
}
