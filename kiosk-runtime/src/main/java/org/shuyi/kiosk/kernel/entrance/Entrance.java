package org.shuyi.kiosk.kernel.entrance;

/**
 * The state of this room.
 *
 * @param occupancy how many are inside
 * @param access who comes in
 * @param gate what rings at the exit
 */
public record Entrance(Occupancy occupancy, Access access, Gate gate) {
  public static Entrance fresh() {
    return new Entrance(Occupancy.unknown(), Access.fresh(), Gate.quiet());
  }

  Entrance with(Occupancy next) {
    return new Entrance(next, access, gate);
  }

  Entrance with(Access next) {
    return new Entrance(occupancy, next, gate);
  }

  Entrance with(Gate next) {
    return new Entrance(occupancy, access, next);
  }
}
