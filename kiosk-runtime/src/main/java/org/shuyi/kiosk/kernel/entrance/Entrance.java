package org.shuyi.kiosk.kernel.entrance;

/**
 * The state of this room.
 *
 * @param occupancy how many are inside
 */
public record Entrance(Occupancy occupancy) {
  public static Entrance fresh() {
    return new Entrance(Occupancy.unknown());
  }

  Entrance with(Occupancy next) {
    return new Entrance(next);
  }
}
